import { placementStrategies } from '../policies/placement/registry.ts';
import type { PlacementStrategySpec, Scenario, WorkloadSpec } from '../scenario/scenario.ts';

/** A chain of placement strategies that takes part in a race. */
export interface RaceChain {
  /** `spread(AZ), binpack(memory)`. */
  readonly name: string;
  readonly chain: readonly PlacementStrategySpec[];
  /** Whether Amazon ECS has it. */
  readonly ecs: boolean;
  /** Whether the scenario places its tasks so. */
  readonly asWritten: boolean;
}

/**
 * Every placement strategy by itself, with each of its fields, and the chains that are common on ECS; before them the
 * scenario's own where it is none of these or differs between workloads.
 */
export function raceChains(scenario: Scenario): RaceChain[] {
  const own = chainsOf(scenario);
  const [single] = own;
  const isOne = own.length === 1 && single !== undefined;
  const entries = knownChains().map((chain) => entry(chain, isOne && areEqual(chain, single)));
  if (own.length === 0 || entries.some(({ asWritten }) => asWritten)) return entries;
  const written = isOne ? entry(single, true) : { ...entry(own.flat(), true), name: 'as written', chain: [] };
  return [written, ...entries];
}

/** The chains of every race, each once; fields are as the engine knows them. */
export function knownChains(): (readonly PlacementStrategySpec[])[] {
  const chains = [...COMMON, ...singleStrategies()];
  return chains.filter((chain, i) => chains.findIndex((other) => areEqual(chain, other)) === i);
}

/** `spread(AZ), binpack(memory)`. */
export function chainName(chain: readonly PlacementStrategySpec[]): string {
  return chain.map(nameOf).join(', ');
}

/** The scenario with every workload on container instances placed by the chain; by none when it is as written. */
export function withChain(scenario: Scenario, { chain, asWritten }: RaceChain): Scenario {
  if (asWritten) return scenario;
  const workloads = scenario.workloads.map((workload) =>
    isOnInstances(workload) ? { ...workload, placementStrategy: chain } : workload,
  );
  return { ...scenario, workloads };
}

/** Whether a placement strategy decides anything about the workload. */
export function isOnInstances({ launchType }: WorkloadSpec): boolean {
  return launchType !== 'FARGATE';
}

const ZONE = 'ecs.availability-zone';
const BY_ZONE: PlacementStrategySpec = { type: 'spread', field: ZONE };

/** What a service does that is given no strategy (ecs: ). */
export const OF_SERVICES: readonly PlacementStrategySpec[] = [
  BY_ZONE,
  { type: 'spread', field: 'instanceId' },
];

const COMMON: readonly (readonly PlacementStrategySpec[])[] = [
  OF_SERVICES,
  [BY_ZONE, { type: 'binpack', field: 'memory' }],
];

/** The different chains of the workloads on container instances; the same from a random instance as from `random`. */
function chainsOf({ workloads }: Scenario): (readonly PlacementStrategySpec[])[] {
  const chains = workloads
    .filter(isOnInstances)
    .map(({ placementStrategy: chain }) => (chain.length === 0 ? RANDOM : chain));
  return chains.filter((chain, i) => chains.findIndex((other) => areEqual(chain, other)) === i);
}

/** What RunTask does when it is given no strategy (ecs: ). */
export const RANDOM: readonly PlacementStrategySpec[] = [{ type: 'random', field: '' }];

function singleStrategies(): PlacementStrategySpec[][] {
  return Object.values(placementStrategies).flatMap(({ name, fields }) => {
    const type = name as PlacementStrategySpec['type'];
    return fields.length === 0
      ? [[{ type, field: '' }]]
      : fields.map((field) => [{ type, field: resolve(field) }]);
  });
}

/** A field as the engine knows it. */
function resolve(field: string): string {
  if (field === 'host') return 'instanceId';
  return field.startsWith('attribute:') ? ZONE : field;
}

function entry(chain: readonly PlacementStrategySpec[], asWritten: boolean): RaceChain {
  return {
    name: chainName(chain),
    chain,
    ecs: chain.every(({ type }) => placementStrategies[type].ecs),
    asWritten,
  };
}

function nameOf({ type, field }: PlacementStrategySpec): string {
  if (field === '') return type;
  return `${type}(${field === ZONE ? 'AZ' : field})`;
}

function areEqual(one: readonly PlacementStrategySpec[], other: readonly PlacementStrategySpec[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ type, field }, i) => type === other[i]!.type && field === other[i]!.field)
  );
}
