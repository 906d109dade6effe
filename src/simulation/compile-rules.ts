import { FreeOrder } from '../model/free-order.ts';
import { NONE } from '../model/task-table.ts';
import { isStatic } from '../policies/placement/cluster-query/is-static.ts';
import { defaultStrategies } from '../policies/placement/default-strategies.ts';
import { Allowed } from '../policies/placement/index/allowed.ts';
import type { FitKind, PlacementIndex } from '../policies/placement/index/placement-index.ts';
import { type IndexedPlacement, type OrderNeed, takeApart } from '../policies/placement/index/plan.ts';
import type { PlacementRules } from '../policies/placement/place-task.ts';
import type {
  DecodedConstraint,
  DecodedStrategy,
  PortNeed,
  Requirements,
} from '../policies/placement/placement.ts';
import { placementStrategies } from '../policies/placement/registry.ts';
import type {
  HostPort,
  PlacementConstraintSpec,
  TaskDefinitionSpec,
  WorkloadSpec,
} from '../scenario/scenario.ts';
import type { Cluster, Simulation } from './simulation.ts';

/** How the tasks of a workload are placed on instances; `provider` is the capacity provider that was chosen, or -1. */
export function compileRules(
  simulation: Simulation,
  cluster: Cluster,
  spec: WorkloadSpec,
  provider: number,
): PlacementRules {
  const { scenario } = simulation;
  const definition = scenario.taskDefinitions[spec.taskDefinitionIndex]!;
  const constraints = [...spec.placementConstraints, ...definition.placementConstraints].map(
    decodeConstraint,
  );
  const stated =
    spec.placementStrategy.length > 0
      ? spec.placementStrategy
      : defaultStrategies(spec.source.kind === 'service' ? 'service' : 'standalone', spec.launchType);
  const strategies = stated.map((strategy) => decodeStrategy(simulation, strategy));
  const tie = scenario.simulation.placementTie;
  const requirements = requirementsOf(simulation, spec, definition, provider);
  if (
    constraints.some(({ type }) => type === 'distinctInstance') ||
    strategies.some(({ type }) => placementStrategies[type as keyof typeof placementStrategies].countsTasks)
  )
    cluster.usesGroups = true;
  if (constraints.some((constraint) => constraint.type === 'memberOf' && !constraint.isStatic))
    cluster.asksAboutTasks = true;
  const indexed = planOf(simulation, cluster, requirements, constraints, strategies, tie);
  return { requirements, constraints, strategies, tie, indexed };
}

function decodeConstraint(constraint: PlacementConstraintSpec): DecodedConstraint {
  if (constraint.type === 'distinctInstance') return { type: constraint.type };
  const { type, expression, query } = constraint;
  return { type, expression, query, isStatic: isStatic(query) };
}

function decodeStrategy(
  { attributeValues, fleet }: Simulation,
  { type, field }: WorkloadSpec['placementStrategy'][number],
): DecodedStrategy {
  const looksAtAttribute = placementStrategies[type].fields.includes('attribute:…');
  return { type, field, attribute: looksAtAttribute ? attributeValues.column(fleet, field) : NONE };
}

function requirementsOf(
  simulation: Simulation,
  spec: WorkloadSpec,
  { architecture, osFamily, networkMode, hostPorts }: TaskDefinitionSpec,
  provider: number,
): Requirements {
  const { subnets } = simulation.scenario;
  const zones = spec.subnets?.map((subnet) => simulation.zone(subnets[subnet]!.availabilityZone));
  return {
    arm: architecture === null ? NONE : Number(architecture === 'ARM64'),
    osFamily: osFamily === null ? NONE : simulation.osFamily(osFamily),
    external: Number(spec.launchType === 'EXTERNAL'),
    provider,
    zones: zones === undefined ? null : simulation.zones.map((_, zone) => zones.includes(zone)),
    enis: Number(networkMode === 'awsvpc'),
    ports: hostPorts.length === 0 ? null : portNeed(simulation, hostPorts),
  };
}

function portNeed(simulation: Simulation, hostPorts: readonly HostPort[]): PortNeed {
  const bits = new Int32Array(simulation.fleet.portBits.length);
  const tcp = bits.slice();
  const udp = bits.slice();
  for (const { port, protocol } of hostPorts) {
    const number = simulation.hostPorts.indexOf(`${protocol}/${port}`);
    const bit = 1 << (number & 31);
    bits[number >> 5]! |= bit;
    (protocol === 'tcp' ? tcp : udp)[number >> 5]! |= bit;
  }
  return { count: hostPorts.length, bits, tcp, udp };
}

function planOf(
  simulation: Simulation,
  { placementIndex: index }: Cluster,
  requirements: Requirements,
  constraints: readonly DecodedConstraint[],
  strategies: readonly DecodedStrategy[],
  tie: 'first' | 'random',
): IndexedPlacement {
  const memberships = constraints.filter((constraint) => constraint.type === 'memberOf');
  const queries = memberships.filter(({ isStatic }) => !isStatic);
  const fixed = memberships.filter(({ isStatic }) => isStatic);
  const { spreadBy, step, rest } = takeApart(strategies, queries.length > 0);
  return {
    index,
    kind: kindOf(index, requirements, fixed, spreadBy),
    queries,
    distinct: constraints.some(({ type }) => type === 'distinctInstance'),
    spreadBy,
    next:
      step.by === 'order'
        ? { by: 'order', order: orderOf(simulation, index, step), most: step.most }
        : { by: step.by },
    rest,
    onlyFirst: step.by === 'first' || (rest.length === 0 && tie === 'first'),
  };
}

/** The cluster's order of this kind; workloads that need the same share it. */
function orderOf(
  { fleet }: Simulation,
  { orders }: PlacementIndex,
  { field, attribute }: OrderNeed,
): FreeOrder {
  const known = orders.find((order) => order.field === field && order.attribute === attribute);
  if (known !== undefined) return known;
  const order = new FreeOrder(fleet, field, attribute);
  orders.push(order);
  return order;
}

function kindOf(
  { kinds }: PlacementIndex,
  requirements: Requirements,
  constraints: readonly DecodedConstraint[],
  attribute: number,
): FitKind {
  const key = JSON.stringify([requirements, constraints, attribute]);
  const known = kinds.find((other) => other.key === key);
  if (known !== undefined) return known;
  const kind = {
    key,
    requirements,
    allowed: new Allowed(requirements, constraints),
    attribute,
    bySize: new Map(),
  };
  kinds.push(kind);
  return kind;
}
