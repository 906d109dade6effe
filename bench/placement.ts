import { type PlacementRules, placeByNarrowing, placeTask } from '../src/policies/placement/place-task.ts';
import type { WorkloadSpec } from '../src/scenario/scenario.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import type { Cluster, Simulation } from '../src/simulation/simulation.ts';
import { burst, instances, memberOf, scenarioWith } from '../test/support/scenario.ts';
import { aim, alternate, type Finding, type Measured, mustAgree, ns, type Variant } from './harness.ts';
import { NarrowedFleet } from './twins/narrowed-fleet.ts';
import { Numbers } from './twins/numbers.ts';

type Strategies = WorkloadSpec['placementStrategy'];
type Constraints = WorkloadSpec['placementConstraints'];

/** How tasks are placed in one benchmark. */
interface Chain {
  readonly name: string;
  readonly strategies: Strategies;
  readonly constraints: Constraints;
  /** Whether every task has a size of its own; else there are eight sizes. */
  readonly anySizes: boolean;
  /** Whether the twin can place so, and whether it spreads over zones first. */
  readonly twin: { readonly spreads: boolean } | null;
}

const BY_ZONE = { type: 'spread', field: 'ecs.availability-zone' } as const;
const BY_INSTANCE = { type: 'spread', field: 'instanceId' } as const;
const BY_MEMORY = { type: 'binpack', field: 'memory' } as const;

/** ECS's strategies as they are used, and first fit. */
const CHAINS: readonly Chain[] = [
  chain('binpack(memory)', [BY_MEMORY], { twin: { spreads: false } }),
  chain('binpack(cpu)', [{ type: 'binpack', field: 'cpu' }]),
  chain('spread(AZ), binpack(memory)', [BY_ZONE, BY_MEMORY], { twin: { spreads: true } }),
  chain('spread(AZ), spread(instanceId)', [BY_ZONE, BY_INSTANCE]),
  chain('spread(instanceId)', [BY_INSTANCE]),
  chain('random', [{ type: 'random', field: '' }]),
  chain('spread(AZ), random', [BY_ZONE, { type: 'random', field: '' }]),
  chain('first fit', [{ type: 'firstFit', field: '' }]),
  chain('distinctInstance, binpack(memory)', [BY_MEMORY], { constraints: [{ type: 'distinctInstance' }] }),
];
const ANY_SIZES: Chain = chain('any sizes, memberOf keeps half', [BY_MEMORY], {
  constraints: [memberOf('attribute:stack == a')],
  anySizes: true,
});

const SIZES = [100, 1000, 5000, 10_000, 50_000];
const HOLDS = 40_000;
/** Narrowing looks at every instance, so it is asked less often. */
const NARROWED_HOLDS = 1000;

/** `bench placement`: one placement, one release and the upkeep of the index, by size of the cluster, beside narrowing. */
export function benchPlacement(quick: boolean): Finding[] {
  const sizes = quick ? [100, 1000] : SIZES;
  const findings = CHAINS.flatMap((each) => benchChain(each, sizes, quick));
  return [...findings, ...benchChain(ANY_SIZES, quick ? [1000] : [1000, 12_500], quick)];
}

function benchChain(each: Chain, sizes: readonly number[], quick: boolean): Finding[] {
  const holds = quick ? 2000 : HOLDS;
  const rounds = quick ? 1 : 5;
  const bySize = alternate(
    sizes.map((count) => holding(`${count}`, holds, product(each, count, placeTask))),
    rounds,
  );
  const findings = bySize.map(({ name, nsPerUnit, checksum }) => ({
    what: `${each.name}, ${Number(name).toLocaleString('en-US')}`,
    figure: `${ns(nsPerUnit)}, ${perSecond(nsPerUnit)}, checksum ${checksum}`,
  }));
  const [small] = bySize as [Measured];
  const against = (count: number, limit: number): Finding[] => {
    const large = bySize.find(({ name }) => name === `${count}`);
    const what = `  ${count.toLocaleString('en-US')} against ${Number(small.name).toLocaleString('en-US')}`;
    return large === undefined ? [] : [aim(what, large.nsPerUnit / small.nsPerUnit, 'at most', limit)];
  };
  const ratios = each.anySizes ? against(12_500, 2.5) : [...against(10_000, 3), ...against(50_000, 6)];
  return [...findings, ...ratios, ...besideNarrowing(each, quick ? 1000 : 10_000, quick)];
}

/** The same holds answered by the index, by narrowing and, where it can, by the twin: all must choose the same. */
function besideNarrowing(each: Chain, count: number, quick: boolean): Finding[] {
  const holds = quick ? 200 : NARROWED_HOLDS;
  const { twin } = each;
  const measured = alternate(
    [
      holding('indexed', holds, product(each, count, placeTask)),
      holding('narrowing', holds, product(each, count, placeByNarrowing)),
      ...(twin === null ? [] : [holding('twin', holds, twinOf(twin.spreads, count))]),
    ],
    quick ? 1 : 5,
  );
  mustAgree(measured);
  const [indexed, narrowing] = measured as [Measured, Measured];
  const size = count.toLocaleString('en-US');
  return [
    { what: `  by narrowing, ${size}`, figure: `${ns(narrowing.nsPerUnit)}, the same choices` },
    aim(`  faster than narrowing, ${size}`, narrowing.nsPerUnit / indexed.nsPerUnit, 'at least', 10),
  ];
}

function perSecond(nsPerUnit: number): string {
  return `${Math.round(1e9 / nsPerUnit).toLocaleString('en-US')}/s`;
}

/** Where tasks are placed and released. */
interface PlacedOn {
  /** Its instance, or -1. */
  place(task: HeldTask): number;
  release(task: HeldTask, instance: number): void;
  /** Draws at random as it did when it was made. */
  rewind(): void;
}

interface HeldTask {
  readonly family: number;
  readonly cpu: number;
  readonly memory: number;
}

/** A cluster at 80 % use that can be put back into that state. */
interface Steady {
  readonly on: PlacedOn;
  /** Tasks are told apart by nothing but their kind. */
  readonly kinds: readonly HeldTask[];
  /** By task, its kind, and where it is. */
  readonly kindOf: Int32Array;
  readonly placedOn: Int32Array;
  restore(): void;
}

/** A hold: a random task is released, and one is placed that is like one released a little earlier, so that use stays. */
function holding(name: string, holds: number, make: () => Steady): Variant {
  let steady: Steady | null = null;
  return {
    name,
    prepare() {
      steady ??= make();
      steady.restore();
      const { on, kinds } = steady;
      const kindOf = steady.kindOf.slice();
      const placedOn = steady.placedOn.slice();
      const waiting = kindOf.slice(0, LAG);
      for (let i = 0; i < LAG; i++) on.release(kinds[waiting[i]!]!, placedOn[i]!);
      let first = LAG;
      const numbers = new Numbers(7);
      return () => {
        let sum = 0;
        for (let i = 0; i < holds; i++) {
          const at = first + Math.floor(numbers.next() * (kindOf.length - first));
          const released = kindOf[at]!;
          on.release(kinds[released]!, placedOn[at]!);
          const kind = waiting[i % LAG]!;
          const instance = on.place(kinds[kind]!);
          sum = (Math.imul(sum, 31) + instance) | 0;
          if (instance < 0) {
            kindOf[at] = kindOf[first]!;
            placedOn[at] = placedOn[first++]!;
            continue;
          }
          waiting[i % LAG] = released;
          kindOf[at] = kind;
          placedOn[at] = instance;
        }
        return { checksum: (sum >>> 0).toString(16), units: holds };
      };
    },
  };
}

/** Holds between a release and the placement of its like. */
const LAG = 16;

const FAMILIES = 20;
const UNIT = 256;
const INSTANCE = { cpu: 32 * UNIT, memory: 64 * UNIT };
const USE = 0.8;
/** In units of CPU and of memory. */
const TASK_SIZES = [
  [1, 2],
  [2, 2],
  [1, 4],
  [2, 4],
  [4, 4],
  [4, 8],
  [2, 8],
  [8, 16],
] as const;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** Fills to 80 % of the memory, by the strategy itself. */
function fill(on: PlacedOn, memory: number, anySizes: boolean): Omit<Steady, 'on' | 'restore'> {
  const numbers = new Numbers(3);
  const kinds = anySizes ? anyKinds(numbers) : KINDS;
  const kindOf: number[] = [];
  const placedOn: number[] = [];
  for (let left = memory * USE; left > 0; ) {
    const kind = Math.floor(numbers.next() * kinds.length);
    const instance = on.place(kinds[kind]!);
    if (instance < 0) break;
    kindOf.push(kind);
    placedOn.push(instance);
    left -= kinds[kind]!.memory;
  }
  return { kinds, kindOf: Int32Array.from(kindOf), placedOn: Int32Array.from(placedOn) };
}

/** A family has one size. */
const KINDS: readonly HeldTask[] = Array.from({ length: FAMILIES }, (_, family) => {
  const [cpu, memory] = TASK_SIZES[family % TASK_SIZES.length]!;
  return { family, cpu: cpu * UNIT, memory: memory * UNIT };
});

/** Thousands of sizes. */
function anyKinds(numbers: Numbers): HeldTask[] {
  return Array.from({ length: 4096 }, (_, i) => {
    const cpu = 100 + Math.floor(numbers.next() * 1500);
    return { family: i % FAMILIES, cpu, memory: 200 + Math.floor(numbers.next() * 3000) };
  });
}

/** The product: the fleet, the groups, the compiled rules and the index of a run in which nothing else happens. */
function product(each: Chain, count: number, place: typeof placeTask): () => Steady {
  return () => {
    const simulation = simulationOf(each, count);
    const on = new ProductFleet(simulation, place);
    const allowed = each.anySizes ? count / 2 : count;
    // However the holds are placed, the cluster is filled by the index: narrowing would take minutes.
    const filled = fill(new ProductFleet(simulation, placeTask), allowed * INSTANCE.memory, each.anySizes);
    const { fleet } = simulation;
    const [{ view, placementIndex }] = simulation.clusterStates as [Cluster];
    const fleetState = fleet.snapshot();
    const groupState = view.groups.snapshot();
    return {
      on,
      ...filled,
      restore() {
        fleet.restore(fleetState);
        view.groups.restore(groupState);
        placementIndex.rebuild(view, simulation.request);
        on.rewind();
      },
    };
  };
}

class ProductFleet implements PlacedOn {
  private readonly simulation: Simulation;
  private readonly cluster: Cluster;
  private readonly rules: readonly PlacementRules[];
  private readonly choose: typeof placeTask;
  private draws = new Numbers(11);

  constructor(simulation: Simulation, place: typeof placeTask) {
    this.simulation = simulation;
    this.cluster = simulation.clusterStates[0]!;
    this.rules = simulation.workloadStates.map(({ rules }) => rules[0]!);
    this.choose = place;
  }

  place({ family, cpu, memory }: HeldTask): number {
    const { simulation, cluster } = this;
    const { request, fleet, candidates } = simulation;
    request.cpu = cpu;
    request.memory = memory;
    request.group = family;
    const instance = this.choose(cluster.view, request, this.rules[family]!, candidates, this.draws);
    if (instance < 0) return -1;
    fleet.cpuFree[instance]! -= cpu;
    fleet.memoryFree[instance]! -= memory;
    cluster.view.lastPlaced = instance;
    cluster.placementIndex.update(instance);
    if (cluster.usesGroups) cluster.view.groups.placed(family, instance);
    return instance;
  }

  release({ family, cpu, memory }: HeldTask, instance: number): void {
    const { cluster } = this;
    const { fleet } = this.simulation;
    fleet.cpuFree[instance]! += cpu;
    fleet.memoryFree[instance]! += memory;
    cluster.placementIndex.update(instance);
    if (!cluster.usesGroups) return;
    cluster.view.groups.released(family, instance);
    cluster.view.groups.gone(family, instance);
  }

  rewind(): void {
    this.draws = new Numbers(11);
  }
}

function simulationOf({ strategies, constraints }: Chain, count: number): Simulation {
  const half = (stack: string, size: number) =>
    instances(size, INSTANCE.cpu, INSTANCE.memory, {
      name: stack,
      availabilityZones: ZONES,
      attributes: { stack },
    });
  return createSimulation(
    scenarioWith({
      cluster: { containerInstances: [half('a', Math.ceil(count / 2)), half('b', Math.floor(count / 2))] },
      workloads: Array.from({ length: FAMILIES }, (_, family) => ({
        name: `family-${family}`,
        group: `family:${family}`,
        source: burst(0, 0, 0),
        placementStrategy: strategies,
        placementConstraints: constraints,
      })),
    }),
  );
}

function twinOf(spreads: boolean, count: number): () => Steady {
  return () => {
    // What the index chose when it filled the cluster, the twin is told.
    const filled = product(CHAINS.find(({ twin }) => twin?.spreads === spreads)!, count, placeTask)();
    const zoneOf = zonesOf(count);
    let fleet = new NarrowedFleet(zoneOf, INSTANCE, spreads);
    const on: PlacedOn = {
      place: (task) => fleet.place(task),
      release: (task, instance) => fleet.release(task, instance),
      rewind: () => {},
    };
    const { kinds, kindOf, placedOn } = filled;
    return {
      on,
      kinds,
      kindOf,
      placedOn,
      restore() {
        fleet = new NarrowedFleet(zoneOf, INSTANCE, spreads);
        for (const [i, kind] of kindOf.entries()) fleet.put(kinds[kind]!, placedOn[i]!);
      },
    };
  };
}

/** As the product gives them out: within each of the two entries in turn. */
function zonesOf(count: number): Int32Array {
  const first = Math.ceil(count / 2);
  return Int32Array.from({ length: count }, (_, i) => (i < first ? i : i - first) % ZONES.length);
}

function chain(
  name: string,
  strategies: Strategies,
  parts: Partial<Pick<Chain, 'constraints' | 'anySizes' | 'twin'>> = {},
): Chain {
  return { name, strategies, constraints: [], anySizes: false, twin: null, ...parts };
}
