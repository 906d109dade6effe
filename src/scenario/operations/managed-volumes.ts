import type { TaskDefinitionRequest } from './register-task-definition.ts';
import { clientException, invalidParameterException, type RequestProblem } from './request-problem.ts';

/** A volume of a task definition; what else is said of it is not looked at. */
export interface VolumeRequest {
  readonly name: string;
  readonly configuredAtLaunch?: boolean | null | undefined;
}

/** What RegisterTaskDefinition refuses of volumes: two of a name, and more than one that is configured at launch (ecs: ). */
export function checkVolumes(volumes: readonly VolumeRequest[]): RequestProblem[] {
  const problems: RequestProblem[] = [];
  for (const [i, { name }] of volumes.entries())
    if (volumes.findIndex((other) => other.name === name) < i)
      problems.push({
        at: ['volumes', i, 'name'],
        expected: 'a name that no other volume has',
        received: `${name} once more`,
      });
  const atLaunch = volumes.flatMap(({ configuredAtLaunch }, i) => (configuredAtLaunch === true ? [i] : []));
  if (atLaunch.length > 1)
    problems.push({
      at: ['volumes', atLaunch[1]!, 'configuredAtLaunch'],
      expected: 'at most one volume with `configuredAtLaunch`',
      received: `${atLaunch.length}`,
      hint: clientException('A task can have one volume that is configured at launch.'),
    });
  return problems;
}

/** The volume of a definition that a launch configures. */
function volumeAtLaunch({ volumes }: TaskDefinitionRequest): string | null {
  return volumes?.find(({ configuredAtLaunch }) => configuredAtLaunch === true)?.name ?? null;
}

interface Taker {
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' | null;
  readonly isDaemon: boolean;
}

/** What RunTask and CreateService refuse of the volumes that they configure; without a definition nothing is said of names. */
export function checkManagedVolumes(
  configurations: readonly { readonly name: string }[],
  { launchType, isDaemon }: Taker,
  definition: TaskDefinitionRequest | null,
): RequestProblem[] {
  const at = ['volumeConfigurations'];
  const problems = definition === null ? [] : checkVolumeName(configurations, definition);
  const refuse = (expected: string, received: string, text: string) =>
    problems.push({ at, expected, received, hint: invalidParameterException(text) });
  if (configurations.length > 1)
    refuse('one volume', `${configurations.length}`, 'A task can have one volume that is configured.');
  if (configurations.length === 0) return problems;
  if (isDaemon) refuse('none with scheduling strategy DAEMON', 'one', 'DAEMON services do not take volumes.');
  if (launchType === 'EXTERNAL')
    refuse('none with launch type EXTERNAL', 'one', 'External instances do not take volumes.');
  return problems;
}

/** That the one volume which is configured is the one which the definition leaves to be configured. */
export function checkVolumeName(
  configurations: readonly { readonly name: string }[],
  definition: TaskDefinitionRequest,
): RequestProblem[] {
  const wanted = volumeAtLaunch(definition);
  const [given] = configurations;
  if (wanted === (given?.name ?? null)) return [];
  if (given === undefined)
    return [
      {
        at: ['volumeConfigurations'],
        expected: `the volume ${wanted}, which the task definition leaves to be configured`,
        received: 'nothing',
      },
    ];
  return [
    {
      at: ['volumeConfigurations', 0, 'name'],
      expected:
        wanted === null ? 'none, as no volume of the task definition has `configuredAtLaunch`' : wanted,
      received: given.name,
    },
  ];
}
