import { FARGATE_CPU_UNITS } from '../../catalog/fargate-sizes.ts';
import { parseCpuUnits, parseMemoryMib } from '../../units/size.ts';
import { describeValue } from '../reading/problem.ts';
import type { Resources } from '../scenario.ts';
import {
  type ContainerDefinitionRequest,
  checkContainer,
  containerGpus,
  containerMemory,
  isEssential,
} from './container-definition.ts';
import { checkDependencies } from './container-dependencies.ts';
import {
  describeMemoryChoices,
  type FargateOsFamily,
  fargateSizeProblem,
  INVALID_FARGATE_CPU,
  listed,
  WINDOWS_CPU_UNITS,
} from './fargate-size.ts';
import { checkLogDrivers } from './log-driver.ts';
import { checkVolumes, type VolumeRequest } from './managed-volumes.ts';
import { FARGATE_OS_FAMILIES, isWindows } from './os-family.ts';
import { checkPlacementConstraints, type PlacementConstraintRequest } from './placement-rules.ts';
import { checkPortMappings } from './port-mappings.ts';
import { DEFAULT_EPHEMERAL_STORAGE_GIB, EC2_CPU_UNITS, EPHEMERAL_STORAGE_GIB } from './published-figures.ts';
import { clientException, type RequestProblem } from './request-problem.ts';

/** RegisterTaskDefinition's request, its shape already decoded; only what the checks look at. */
export interface TaskDefinitionRequest {
  /** CPU units or `N vCPU`; MiB or `N GB`. */
  readonly cpu?: number | string | null | undefined;
  readonly memory?: number | string | null | undefined;
  readonly networkMode?: string | null | undefined;
  readonly requiresCompatibilities?: readonly string[] | null | undefined;
  readonly runtimePlatform?:
    | {
        readonly operatingSystemFamily?: string | null | undefined;
        readonly cpuArchitecture?: string | null | undefined;
      }
    | null
    | undefined;
  readonly ephemeralStorage?: { readonly sizeInGiB: number } | null | undefined;
  readonly volumes?: readonly VolumeRequest[] | null | undefined;
  readonly containerDefinitions: readonly ContainerDefinitionRequest[];
  readonly placementConstraints?: readonly PlacementConstraintRequest[] | null | undefined;
}

/** All that RegisterTaskDefinition would refuse, judged by the request alone; empty when it would accept it. */
export function checkTaskDefinition(definition: TaskDefinitionRequest): RequestProblem[] {
  const fargate = requiresFargate(definition);
  const { cpu, unreadable } = taskSize(definition);
  const counted = countedTaskSize(definition);
  const constraints = definition.placementConstraints ?? [];
  return [
    ...unreadable,
    ...(fargate ? checkFargate(definition) : checkEc2Cpu(cpu)),
    ...checkWindows(definition, fargate),
    ...checkEphemeralStorage(definition.ephemeralStorage?.sizeInGiB),
    ...checkVolumes(definition.volumes ?? []),
    ...checkOtherNetworkModes(definition),
    ...checkEssential(definition),
    ...definition.containerDefinitions.flatMap((container, i) =>
      checkContainer(container, counted.memory, fargate).map((problem) => ({
        ...problem,
        at: ['containerDefinitions', i, ...problem.at],
      })),
    ),
    ...checkDependencies(definition.containerDefinitions),
    ...checkSums(definition, counted.cpu, counted.memory),
    ...checkPortMappings(definition),
    ...constraints.flatMap((constraint, i) => checkMemberOfOnly(constraint, i)),
    ...checkPlacementConstraints(constraints, 0),
  ];
}

/** What Fargate refuses and instances do not: size, network mode, log drivers, constraints (ecs: ). */
function checkFargate(definition: TaskDefinitionRequest): RequestProblem[] {
  return [
    ...checkFargateSize(definition),
    ...checkNetworkMode(definition.networkMode),
    ...checkLogDrivers(definition.containerDefinitions),
    ...((definition.placementConstraints ?? []).length === 0
      ? []
      : [
          {
            at: ['placementConstraints'],
            expected: 'none on Fargate',
            received: `${definition.placementConstraints?.length}`,
            hint: clientException('Fargate does not support task placement constraints.'),
          },
        ]),
  ];
}

/** What one task takes from an instance: CPU units, MiB and whole GPUs (ecs: ). The task level wins where it is set. */
export function taskNeed(task: {
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly containers: readonly Omit<ContainerDefinitionRequest, 'name'>[];
}): Resources {
  const { containers } = task;
  return {
    cpu: task.cpu ?? sum(containers, (container) => container.cpu ?? 0),
    memory: task.memory ?? sum(containers, (container) => containerMemory(container, null).reservedMib ?? 0),
    gpu: sum(containers, containerGpus),
  };
}

/** GiB of ephemeral storage that a task has (ecs: ). */
export function ephemeralStorageGib(sizeInGib: number | null | undefined): number {
  return sizeInGib ?? DEFAULT_EPHEMERAL_STORAGE_GIB;
}

/** An explicit size must lie within AWS's bounds; none is fine (ecs: ). */
export function checkEphemeralStorage(sizeInGib: number | null | undefined): RequestProblem[] {
  const { minimum, maximum } = EPHEMERAL_STORAGE_GIB;
  if (sizeInGib === null || sizeInGib === undefined || (sizeInGib >= minimum && sizeInGib <= maximum))
    return [];
  return [
    {
      at: ['ephemeralStorage', 'sizeInGiB'],
      expected: `${minimum} to ${maximum} GiB (without the key a task has ${DEFAULT_EPHEMERAL_STORAGE_GIB})`,
      received: describeValue(sizeInGib),
    },
  ];
}

/** Whether the definition asks to be validated for Fargate. */
export function requiresFargate(definition: Pick<TaskDefinitionRequest, 'requiresCompatibilities'>): boolean {
  return (definition.requiresCompatibilities ?? []).includes('FARGATE');
}

/** Task-level size in CPU units and MiB, null where it is not set; and what could not be read (ecs: ). */
export function taskSize(definition: Pick<TaskDefinitionRequest, 'cpu' | 'memory'>): {
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly unreadable: readonly RequestProblem[];
} {
  const cpu = parseCpuUnits(definition.cpu);
  const memory = parseMemoryMib(definition.memory);
  const unreadable: RequestProblem[] = [];
  if (cpu === null && isSet(definition.cpu))
    unreadable.push({
      at: ['cpu'],
      expected: 'CPU units such as 512, or "0.5 vCPU"',
      received: describeValue(definition.cpu),
      hint: clientException(INVALID_FARGATE_CPU),
    });
  if (memory === null && isSet(definition.memory))
    unreadable.push({
      at: ['memory'],
      expected: 'MiB such as 1024, or "1 GB"',
      received: describeValue(definition.memory),
      hint: clientException("Invalid 'memory' setting for task."),
    });
  return { cpu, memory, unreadable };
}

/** The task-level size that counts: for Windows containers on instances there is none, whatever is stated (ecs: ). */
export function countedTaskSize(
  definition: Pick<TaskDefinitionRequest, 'cpu' | 'memory' | 'requiresCompatibilities' | 'runtimePlatform'>,
): { readonly cpu: number | null; readonly memory: number | null } {
  if (isWindows(definition.runtimePlatform?.operatingSystemFamily) && !requiresFargate(definition))
    return { cpu: null, memory: null };
  const { cpu, memory } = taskSize(definition);
  return { cpu, memory };
}

function checkFargateSize(definition: TaskDefinitionRequest): RequestProblem[] {
  const { cpu, memory } = taskSize(definition);
  const missing = (['cpu', 'memory'] as const).filter((key) => !isSet(definition[key]));
  if (missing.length > 0)
    return missing.map((key) => ({
      at: [key],
      expected: `'${key}' of the task on Fargate`,
      received: 'nothing',
      hint: clientException(`Fargate requires that '${key}' be defined at the task level.`),
    }));
  if (cpu === null || memory === null) return [];
  const os = osFamily(definition);
  const reason = fargateSizeProblem(cpu, memory, os);
  if (reason === null) return [];
  if (reason === INVALID_FARGATE_CPU)
    return [
      {
        at: ['cpu'],
        expected: `${listed(FARGATE_CPU_UNITS)} CPU units on Fargate`,
        received: describeValue(definition.cpu),
        hint: clientException(reason),
      },
    ];
  const wrongOs = os === 'WINDOWS' && fargateSizeProblem(cpu, memory) === null;
  return [
    {
      at: [wrongOs ? 'cpu' : 'memory'],
      expected: wrongOs
        ? `${listed(WINDOWS_CPU_UNITS)} CPU units for Windows on Fargate`
        : `${describeMemoryChoices(cpu)} MiB beside ${cpu} CPU units on Fargate`,
      received: describeValue(wrongOs ? definition.cpu : definition.memory),
      hint: clientException(reason),
    },
  ];
}

/** Windows runs on x86 only, on Fargate some of its versions (platform version 1.0.0). */
function checkWindows({ runtimePlatform }: TaskDefinitionRequest, fargate: boolean): RequestProblem[] {
  const { operatingSystemFamily: family, cpuArchitecture } = runtimePlatform ?? {};
  if (family === undefined || family === null || !isWindows(family)) return [];
  const problems: RequestProblem[] = [];
  if (cpuArchitecture === 'ARM64')
    problems.push({
      at: ['runtimePlatform', 'cpuArchitecture'],
      expected: 'X86_64 for Windows',
      received: cpuArchitecture,
    });
  if (fargate && !FARGATE_OS_FAMILIES.includes(family))
    problems.push({
      at: ['runtimePlatform', 'operatingSystemFamily'],
      expected: `one of ${FARGATE_OS_FAMILIES.join(', ')} on Fargate`,
      received: family,
    });
  return problems;
}

function checkNetworkMode(networkMode: string | null | undefined): RequestProblem[] {
  if (networkMode === 'awsvpc') return [];
  return [
    {
      at: ['networkMode'],
      expected: 'awsvpc on Fargate',
      received: networkMode ? describeValue(networkMode) : 'nothing, which means bridge',
      hint: clientException("Fargate only supports network mode 'awsvpc'."),
    },
  ];
}

/** Windows has its own default mode, which is written as none at all, and awsvpc; external instances have no awsvpc. */
function checkOtherNetworkModes(definition: TaskDefinitionRequest): RequestProblem[] {
  const { networkMode, requiresCompatibilities, runtimePlatform } = definition;
  const at = ['networkMode'];
  const isForWindows = isWindows(runtimePlatform?.operatingSystemFamily);
  if (isForWindows && (networkMode === 'host' || networkMode === 'none'))
    return [{ at, expected: 'no `networkMode`, or awsvpc, for Windows', received: networkMode }];
  if (networkMode === 'awsvpc' && requiresCompatibilities?.includes('EXTERNAL') === true)
    return [{ at, expected: 'bridge, host or none on external instances', received: networkMode }];
  return [];
}

function checkEc2Cpu(cpu: number | null): RequestProblem[] {
  const { minimum, maximum } = EC2_CPU_UNITS;
  if (cpu === null || (cpu >= minimum && cpu <= maximum)) return [];
  return [
    {
      at: ['cpu'],
      expected: `${minimum} to ${maximum} CPU units`,
      received: `${cpu}`,
      hint: clientException(INVALID_FARGATE_CPU),
    },
  ];
}

function checkEssential({ containerDefinitions }: TaskDefinitionRequest): RequestProblem[] {
  if (containerDefinitions.some(isEssential)) return [];
  return [{ at: ['containerDefinitions'], expected: 'at least one essential container', received: 'none' }];
}

/** Together the containers stay within the task; equality is accepted, as AWS's own samples have it (ecs: ). */
function checkSums(
  definition: TaskDefinitionRequest,
  cpu: number | null,
  memory: number | null,
): RequestProblem[] {
  const { containerDefinitions: containers } = definition;
  const problems: RequestProblem[] = [];
  const cpuSum = sum(containers, (container) => container.cpu ?? 0);
  const memorySum = sum(containers, (container) => containerMemory(container, null).reservedMib ?? 0);
  if (cpu !== null && cpuSum > cpu)
    problems.push({
      at: ['containerDefinitions'],
      expected: `'cpu' of the containers to add up to at most ${cpu}, the task's`,
      received: `${cpuSum}`,
      hint: clientException(
        "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.",
      ),
    });
  const oneIsTooLarge = containers.some((container) => (container.memory ?? 0) > (memory ?? 0));
  if (memory !== null && memorySum > memory && !oneIsTooLarge)
    problems.push({
      at: ['containerDefinitions'],
      expected: `memory of the containers to add up to at most ${memory} MiB, the task's`,
      received: `${memorySum}`,
    });
  return problems;
}

function checkMemberOfOnly({ type }: PlacementConstraintRequest, i: number): RequestProblem[] {
  if (type === 'memberOf') return [];
  return [
    {
      at: ['placementConstraints', i, 'type'],
      expected: 'memberOf, the only constraint of a task definition',
      received: describeValue(type),
      hint: clientException(`constraint.type '${type}' is not supported.`),
    },
  ];
}

function osFamily({ runtimePlatform }: TaskDefinitionRequest): FargateOsFamily {
  return isWindows(runtimePlatform?.operatingSystemFamily) ? 'WINDOWS' : 'LINUX';
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
