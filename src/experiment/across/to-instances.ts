import { formatPath, type Path } from '../../scenario/reading/problem.ts';
import { addFleet, type FleetKind } from './add-fleet.ts';
import { Changes } from './changes.ts';
import type { UsedDefinition } from './definitions.ts';
import { inside, listIn, textIn } from './document.ts';
import { type FleetTemplate, fleetTemplate } from './fleet-template.ts';
import { clusterNames, type Launched } from './launched.ts';
import { actionsOfInstances, emptyFleets } from './leave-fleets.ts';
import type { Move, MoveParts } from './move.ts';
import { typeFor } from './type-for.ts';

/** How tasks run on container instances. */
export interface InstancesKind {
  readonly fleet: FleetKind;
  readonly architecture: 'X86_64' | 'ARM64';
}

/** All tasks on container instances of one type, On-Demand, that are like those of the document if it has some. */
export function toInstances(parts: MoveParts, kind: InstancesKind): Move {
  const { document, definitions, launched } = parts;
  const move: Move = { changes: new Changes(document), refusals: [], assumptions: [] };
  move.refusals.push(...actionsOfInstances(document));
  for (const definition of definitions) moveDefinition(definition, kind, move);
  emptyFleets(move.changes, []);
  const clusters = [...new Set(launched.map(({ cluster }) => cluster))];
  for (const name of clusters) {
    const index = clusterNames(document).indexOf(name);
    // There is none such: loading says so.
    if (index < 0) continue;
    const template = fleetTemplate(document, name);
    const inCluster = launched.filter(({ cluster }) => cluster === name);
    checkTemplate(template, inCluster, definitions, move.refusals);
    if (template.leftOut.length > 0)
      move.assumptions.push({
        name: `Auto Scaling groups of ${name}`,
        value: `without ${template.leftOut.join(', ')}`,
        note: 'Fleets of these alternatives are of one type, On-Demand, and have nothing else that the groups of the scenario have.',
      });
    const type = typeFor({ template, launched: inCluster, kind }, parts, move);
    if (type === null) continue;
    const fleetName = clusters.length === 1 ? 'fleet' : `fleet-${name}`;
    const cluster = { index, name, fleetName, template, type, launched: inCluster };
    const provider = addFleet(kind.fleet, cluster, parts, move);
    for (const each of inCluster) moveLaunched(each, provider, kind, move);
  }
  turnTrunkingOn(parts, move);
  return move;
}

function moveDefinition(
  { index, family, value, isWindows }: UsedDefinition,
  { architecture }: InstancesKind,
  { changes, refusals }: Move,
): void {
  const path: Path = ['taskDefinitions', index];
  if (isWindows && architecture === 'ARM64')
    refusals.push(`${formatPath(path)} (${family}): Windows does not run on ARM64`);
  const required = listIn(value, 'requiresCompatibilities');
  if (required.length > 0 && !required.includes('EC2'))
    changes.set([...path, 'requiresCompatibilities'], ['EC2']);
  const at = [...path, 'runtimePlatform', 'cpuArchitecture'];
  if (architecture === 'ARM64' || changes.at(at) !== undefined) changes.set(at, architecture);
}

/** Where what the instances are cannot be told from those of the document. */
function checkTemplate(
  template: FleetTemplate,
  launched: readonly Launched[],
  definitions: readonly UsedDefinition[],
  refusals: string[],
): void {
  const [external] = launched.filter(({ launchType }) => launchType === 'EXTERNAL');
  if (external !== undefined || template.hasExternal)
    refusals.push(
      `${external?.label ?? 'containerInstances'}: launch type EXTERNAL stays on machines of one's own`,
    );
  const used = new Set(launched.flatMap((each) => each.definitions));
  const own = definitions.filter(({ index }) => used.has(index));
  const bound = [...launched, ...own].find(({ value }) =>
    listIn(value, 'placementConstraints').some((constraint) => textIn(constraint, 'type') === 'memberOf'),
  );
  if (bound !== undefined && template.kinds > 1)
    refusals.push(
      `${'label' in bound ? bound.label : bound.family}: a memberOf constraint binds it to one of several kinds of instances, and the fleet would have one kind`,
    );
  if (template.kinds === 0 && own.some(({ isWindows }) => isWindows))
    refusals.push('tasks with Windows: no instance of the scenario says which Windows they run on');
}

function moveLaunched(
  { path, value, label, launchType, isDaemon, kind }: Launched,
  provider: string | null,
  { fleet }: InstancesKind,
  { changes, assumptions }: Move,
): void {
  if (provider === null || isDaemon) {
    changes.clear([...path, 'capacityProviderStrategy']);
    changes.set([...path, 'launchType'], 'EC2');
  } else {
    changes.remove([...path, 'launchType']);
    changes.set([...path, 'capacityProviderStrategy'], [{ capacityProvider: provider, weight: 1 }]);
  }
  changes.remove([...path, 'platformVersion']);
  if (kind === 'trace') changes.remove([...path, 'trace', 'fargateSize']);
  const isPublic = [...path, 'networkConfiguration', 'awsvpcConfiguration', 'assignPublicIp'];
  if (inside(value, 'networkConfiguration', 'awsvpcConfiguration', 'assignPublicIp') === 'ENABLED') {
    changes.set(isPublic, 'DISABLED');
    assumptions.push({
      name: `public addresses of ${label}`,
      value: 'none on instances',
      note: 'ECS gives tasks on instances none. Whatever they reach the internet by instead, such as a NAT gateway, is on the bill only if the scenario says so.',
    });
  }
  // What an ideal fleet takes at random is no bound.
  const isUnsaid = fleet === 'ideal' && listIn(value, 'placementStrategy').length === 0;
  if (isDaemon || (launchType !== 'FARGATE' && !isUnsaid)) return;
  const steps = kind === 'service' && fleet !== 'ideal' ? [BY_ZONE, PACKED] : [PACKED];
  changes.set([...path, 'placementStrategy'], steps);
  // ECS rebalances nothing that is not spread over zones first.
  if (fleet === 'ideal' && textIn(value, 'availabilityZoneRebalancing') === 'ENABLED')
    changes.set([...path, 'availabilityZoneRebalancing'], 'DISABLED');
  const isOnlyIdeal = fleet === 'ideal' && (kind === 'service' || launchType !== 'FARGATE');
  assumptions.push({
    name: `placement of ${label} on ${isOnlyIdeal ? 'an ideal fleet' : 'instances'}`,
    value: steps.map(({ type, field }) => `${type}(${field})`).join(', '),
    note: 'The scenario says none for instances; this one is common where they are to be few.',
  });
}

const BY_ZONE = { type: 'spread', field: 'attribute:ecs.availability-zone' };
const PACKED = { type: 'binpack', field: 'memory' };

/** Tasks that come from Fargate have network interfaces of their own, of which instances have few without trunking. */
function turnTrunkingOn(
  { document, launched, definitions }: MoveParts,
  { changes, assumptions }: Move,
): void {
  const moved = new Set(
    launched.filter(({ launchType }) => launchType === 'FARGATE').flatMap((each) => each.definitions),
  );
  if (!definitions.some(({ index, request }) => moved.has(index) && request.networkMode === 'awsvpc')) return;
  const settings = listIn(document, 'accountSettings');
  if (settings.some((setting) => textIn(setting, 'name') === TRUNKING)) return;
  changes.set(['accountSettings', settings.length], { name: TRUNKING, value: 'enabled' });
  assumptions.push({
    name: TRUNKING,
    value: 'enabled',
    note: 'Tasks keep network mode awsvpc; without trunking an instance has interfaces for two or three of them.',
  });
}

const TRUNKING = 'awsvpcTrunking';
