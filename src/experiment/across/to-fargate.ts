import { cheapestFargateSize, isFargateSize } from '../../catalog/fargate-sizes.ts';
import { checkTaskDefinition, taskSize } from '../../scenario/operations/register-task-definition.ts';
import type { RequestProblem } from '../../scenario/operations/request-problem.ts';
import { formatPath, type Path } from '../../scenario/reading/problem.ts';
import { Changes } from './changes.ts';
import { readDefinition, type UsedDefinition, unreadDefinitions } from './definitions.ts';
import { field, inside, listIn, textIn } from './document.ts';
import { fargateKeyProblems } from './fargate-keys.ts';
import type { Launched } from './launched.ts';
import { actionsOfInstances, emptyFleets } from './leave-fleets.ts';
import type { Move, MoveParts } from './move.ts';

/** How tasks run on Fargate. */
export interface FargateKind {
  readonly provider: 'FARGATE' | 'FARGATE_SPOT';
  readonly architecture: 'X86_64' | 'ARM64';
}

/** All tasks on Fargate: every size one that it has, a network interface each, no instance left. */
export function toFargate(parts: MoveParts, kind: FargateKind): Move {
  const move: Move = { changes: new Changes(parts.document), refusals: [], assumptions: [] };
  const { architecture, provider } = kind;
  const rate = parts.prices.fargate?.[architecture] ?? null;
  if (rate === null)
    move.refusals.push(`no price of Fargate on ${architecture} is known for ${parts.prices.region}`);
  move.refusals.push(...actionsOfInstances(parts.document));
  for (const unread of unreadDefinitions(parts.launched, parts.definitions))
    move.refusals.push(`${unread}, and Fargate has only the sizes of its table`);
  for (const definition of parts.definitions) moveDefinition(definition, parts, kind, move);
  for (const launched of parts.launched) moveLaunched(launched, parts, kind, move);
  emptyFleets(move.changes, [provider]);
  for (const i of listIn(parts.document, 'targetGroups').keys())
    if (textIn(move.changes.at(['targetGroups', i]), 'targetType')?.toLowerCase() === 'instance')
      move.changes.set(['targetGroups', i, 'targetType'], 'ip');
  return move;
}

function moveDefinition(
  { index, family, value, request, whole, isWindows }: UsedDefinition,
  { prices }: MoveParts,
  { provider, architecture }: FargateKind,
  { changes, refusals, assumptions }: Move,
): void {
  const path: Path = ['taskDefinitions', index];
  const at = (problem: string) => refusals.push(`${formatPath(path)} (${family}): ${problem}`);
  if (isWindows && architecture === 'ARM64') at('Windows does not run on ARM64');
  if (isWindows && provider === 'FARGATE_SPOT') at('Fargate Spot has no Windows');
  for (const problem of fargateKeyProblems(value)) at(problem);
  const { vcpuHour, gbHour } = prices.fargate?.[architecture] ?? prices.fargate?.X86_64 ?? {};
  const rates: [number?, number?] = vcpuHour === undefined ? [] : [Number(vcpuHour), Number(gbHour)];
  const size = cheapestFargateSize(whole.cpu, whole.memory, ...rates);
  if (size === null) {
    at(`${describeSize(whole)} are more than any task of Fargate has`);
    return;
  }
  const stated = taskSize(request);
  const fits = stated.cpu !== null && stated.memory !== null && isFargateSize(stated.cpu, stated.memory);
  if (!fits) {
    changes.set([...path, 'cpu'], `${size.cpu}`);
    changes.set([...path, 'memory'], `${size.memory}`);
    assumptions.push({
      name: `size of ${family} on Fargate`,
      value: describeSize(size),
      note:
        size.cpu === whole.cpu && size.memory === whole.memory
          ? 'The sizes of its containers are the limits of the task: on Fargate there is no neighbour whose idle CPU it could use.'
          : `Rounded up from ${describeSize(whole)} to the cheapest size that Fargate has.`,
    });
  }
  changes.set([...path, 'networkMode'], 'awsvpc');
  changes.set([...path, 'requiresCompatibilities'], ['FARGATE']);
  setArchitecture(path, architecture, changes);
  clearHostPorts(path, value, changes);
  const moved = readDefinition(changes.at(path));
  if (moved !== null) for (const problem of checkTaskDefinition(moved)) at(describe(problem));
}

/** X86_64 is what Fargate takes when nothing is said. */
function setArchitecture(path: Path, architecture: string, changes: Changes): void {
  const at = [...path, 'runtimePlatform', 'cpuArchitecture'];
  if (architecture !== 'X86_64' || changes.at(at) !== undefined) changes.set(at, architecture);
}

/** A network interface of its own has the port of the container, whatever the instance had. */
function clearHostPorts(path: Path, value: unknown, changes: Changes): void {
  for (const [i, container] of listIn(value, 'containerDefinitions').entries())
    for (const k of listIn(container, 'portMappings').keys())
      changes.remove([...path, 'containerDefinitions', i, 'portMappings', k, 'hostPort']);
}

function moveLaunched(
  { path, label, kind, value, launchType, isDaemon }: Launched,
  { document }: MoveParts,
  { provider, architecture }: FargateKind,
  { changes, refusals, assumptions }: Move,
): void {
  const refuse = (reason: string) => refusals.push(`${formatPath(path)} (${label}): ${reason}`);
  if (launchType === 'EXTERNAL') refuse("launch type EXTERNAL stays on machines of one's own");
  if (isDaemon) refuse('a daemon is one task an instance, and Fargate has none');
  for (const constraint of listIn(value, 'placementConstraints'))
    if (textIn(constraint, 'type') !== 'distinctInstance')
      refuse(`Fargate takes no placement constraints (${textIn(constraint, 'expression') ?? 'memberOf'})`);
  if (provider === 'FARGATE_SPOT' || textIn(value, 'launchType')?.toUpperCase() !== 'FARGATE') {
    changes.remove([...path, 'launchType']);
    changes.set([...path, 'capacityProviderStrategy'], [{ capacityProvider: provider, weight: 1 }]);
  }
  changes.clear([...path, 'placementStrategy']);
  changes.clear([...path, 'placementConstraints']);
  if (kind === 'trace') {
    if (architecture === 'ARM64')
      refuse('tasks of a trace have no runtimePlatform, on Fargate they are X86_64');
    for (const key of ['gpus', 'gpuMilli'])
      if (inside(value, 'trace', 'columns', key) !== undefined) refuse('Fargate has no GPUs');
    changes.set([...path, 'trace', 'fargateSize'], 'roundUp');
    assumptions.push({
      name: `sizes of ${label} on Fargate`,
      value: 'rounded up',
      note: 'Each row takes the cheapest size of Fargate that holds it.',
    });
  }
  const subnets = listIn(document, 'subnets').flatMap((subnet) => textIn(subnet, 'subnetId') ?? []);
  if (subnets.length > 0 && field(value, 'networkConfiguration') === undefined)
    changes.set([...path, 'networkConfiguration'], {
      awsvpcConfiguration: { subnets: subnets.slice(0, MOST_SUBNETS) },
    });
}

/** What one awsvpcConfiguration names at most. */
const MOST_SUBNETS = 16;

function describeSize({ cpu, memory }: { readonly cpu: number; readonly memory: number }): string {
  return `${cpu} CPU units and ${memory} MiB`;
}

function describe({ at, expected, received }: RequestProblem): string {
  return `${formatPath(at)}: expected ${expected}, received ${received}`;
}
