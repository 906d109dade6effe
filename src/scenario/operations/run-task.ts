import { describeValue } from '../reading/problem.ts';
import { minimumPlatformVersion, satisfiesPlatformVersion } from './fargate-size.ts';
import {
  checkNoPlacementRules,
  checkPlacementConstraints,
  checkPlacementStrategies,
  type PlacementConstraintRequest,
  type PlacementStrategyRequest,
} from './placement-rules.ts';
import {
  EPHEMERAL_STORAGE_PLATFORM_VERSION,
  FAMILY_GROUP_PREFIX,
  MAX_GROUP_LENGTH,
  MAX_TASKS_PER_CALL,
} from './published-figures.ts';
import {
  checkTaskDefinition,
  requiresFargate,
  type TaskDefinitionRequest,
  taskSize,
} from './register-task-definition.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

/** RunTask's request, its shape already decoded; only what the checks look at. */
export interface RunTaskRequest {
  /** Where the tasks will run, capacity provider strategies resolved. */
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly count?: number | null | undefined;
  readonly group?: string | null | undefined;
  readonly platformVersion?: string | null | undefined;
  readonly placementStrategy?: readonly PlacementStrategyRequest[] | null | undefined;
  readonly placementConstraints?: readonly PlacementConstraintRequest[] | null | undefined;
}

/** All that RunTask would refuse, judged by the request and its task definition; empty when it would accept it. */
export function checkRunTask(request: RunTaskRequest, definition: TaskDefinitionRequest): RequestProblem[] {
  const { count, group, launchType } = request;
  const strategies = request.placementStrategy ?? [];
  const constraints = request.placementConstraints ?? [];
  const problems: RequestProblem[] = [];
  if (typeof count === 'number' && (!Number.isSafeInteger(count) || count < 1 || count > MAX_TASKS_PER_CALL))
    problems.push({
      at: ['count'],
      expected: `1 to ${MAX_TASKS_PER_CALL} tasks a call`,
      received: `${count}`,
    });
  if (typeof group === 'string' && group.length > MAX_GROUP_LENGTH)
    problems.push({
      at: ['group'],
      expected: `at most ${MAX_GROUP_LENGTH} characters`,
      received: `${group.length}`,
    });
  if (launchType === 'FARGATE')
    problems.push(...checkNoPlacementRules(strategies, constraints), ...checkFargate(request, definition));
  else
    problems.push(
      ...checkPlacementStrategies(strategies),
      ...checkPlacementConstraints(constraints, (definition.placementConstraints ?? []).length),
    );
  if (launchType === 'EXTERNAL') problems.push(...checkExternal(definition));
  return problems;
}

/** The task group of a standalone task: its own, else `family:FAMILY` (ecs: ). */
export function taskGroup(group: string | null | undefined, family: string): string {
  return group ?? FAMILY_GROUP_PREFIX + family;
}

/** AWS's reason why the platform version cannot run a task of so many CPU units, or null (ecs: ). */
export function platformVersionProblem(platformVersion: string, cpu: number): string | null {
  return satisfiesPlatformVersion(platformVersion, minimumPlatformVersion(cpu))
    ? null
    : PLATFORM_INCOMPATIBLE;
}

const PLATFORM_INCOMPATIBLE =
  "The specified platform version does not satisfy the task definition's required capabilities.";

function checkFargate(request: RunTaskRequest, definition: TaskDefinitionRequest): RequestProblem[] {
  if (checkTaskDefinition(definition).length > 0) return []; // told of where it is registered
  const reasons = requiresFargate(definition)
    ? []
    : checkTaskDefinition({ ...definition, requiresCompatibilities: ['FARGATE'] });
  if (reasons.length > 0)
    return [
      {
        at: ['taskDefinition'],
        expected: 'a task definition that Fargate can run',
        received: `one with ${reasons.map(describe).join(', ')}`,
        hint: invalidParameterException('Task definition does not support launch_type FARGATE.'),
      },
    ];
  const version = request.platformVersion;
  if (version === null || version === undefined) return [];
  const { cpu } = taskSize(definition);
  const storage = definition.ephemeralStorage?.sizeInGiB;
  const storageNeeds = storage === undefined ? null : EPHEMERAL_STORAGE_PLATFORM_VERSION;
  const reason =
    platformVersionProblem(version, cpu ?? 0) ??
    (satisfiesPlatformVersion(version, storageNeeds) ? null : PLATFORM_INCOMPATIBLE);
  if (reason === null) return [];
  return [
    {
      at: ['platformVersion'],
      expected: `${EPHEMERAL_STORAGE_PLATFORM_VERSION} or LATEST for this size`,
      received: describeValue(version),
      hint: `AWS: PlatformTaskDefinitionIncompatibilityException: ${reason}`,
    },
  ];
}

/** External instances run what asks for them or for nothing, and give no network interface to a task (ecs: ). */
function checkExternal({ requiresCompatibilities, networkMode }: TaskDefinitionRequest): RequestProblem[] {
  const compatibilities = requiresCompatibilities ?? [];
  const isOther = compatibilities.length > 0 && !compatibilities.includes('EXTERNAL');
  if (!isOther && networkMode !== 'awsvpc') return [];
  return [
    {
      at: ['taskDefinition'],
      expected: 'a task definition that external instances can run',
      received: isOther ? `one that requires ${compatibilities.join(', ')}` : 'one in network mode awsvpc',
      hint: invalidParameterException('Task definition does not support launch_type EXTERNAL.'),
    },
  ];
}

function describe({ at, expected, received }: RequestProblem): string {
  return `${received} as ${at.join('.')} (expected ${expected})`;
}
