import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { World } from '../../../src/events/world.ts';
import { readScenario } from '../../../src/io/read-scenario.ts';
import type { TaskIndex } from '../../../src/model/task-table.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { galleryFile } from '../../golden/golden.ts';
import {
  decoded,
  everyStrategy,
  narrowed,
  type SpecimenInstance,
  specimenView,
} from '../../support/placement.ts';

/**
 * Eighteen instances on which every strategy chooses another one for a task of 512 CPU units and 1,024 MiB. `web` is how many
 * tasks of its group and size run there, `others` how many of 256 CPU units and 1,536 MiB. The same fleet is
 * `scenarios/every-strategy.yaml`.
 */
const FLEET = {
  //    cpu memory zone rack web others
  a: [1536, 8192, 2, 1, 1, 0],
  b: [1024, 8192, 1, 3, 1, 0],
  c: [6144, 8192, 0, -1, 1, 0],
  d: [6144, 8192, 1, -1, 0, 1],
  e: [6144, 12288, 1, 2, 1, 0],
  f: [2048, 8192, 1, 1, 1, 2],
  g: [1536, 6144, 2, 1, 1, 0],
  h: [3072, 4096, 1, 3, 1, 1],
  i: [8192, 16384, 1, -1, 1, 2],
  j: [8192, 12288, 2, 3, 1, 0],
  k: [2048, 6144, 1, 1, 1, 1],
  l: [3072, 16384, 2, -1, 1, 0],
  m: [1536, 6144, 1, 2, 1, 1],
  n: [6144, 6144, 2, -1, 0, 0],
  o: [3072, 12288, 0, 3, 0, 0],
  p: [1536, 16384, 2, 2, 0, 1],
  q: [6144, 8192, 2, 1, 0, 0],
  r: [3072, 4096, 1, 0, 1, 0],
} as const;

/** What each strategy keeps; of several the first wins, unless a further strategy chooses among them. */
const KEPT: readonly (readonly [type: string, field: string, kept: string])[] = [
  ['random', '', 'k'],
  ['spread', 'instanceId', 'dnopq'],
  ['spread', 'ecs.availability-zone', 'co'],
  ['spread', 'rack', 'r'],
  ['binpack', 'cpu', 'b'],
  ['binpack', 'memory', 'h'],
  ['firstFit', '', 'a'],
  ['nextFit', '', 'i'],
  ['worstFit', 'cpu', 'j'],
  ['worstFit', 'memory', 'l'],
  ['leastAllocated', '', 'q'],
  ['mostAllocated', '', 'm'],
  ['balancedAllocation', '', 'e'],
  ['topologySpread', 'ecs.availability-zone', 'o'],
  ['topologySpread', 'rack', 'pr'],
  ['swarmSpread', '', 'noq'],
  ['dominantResource', '', 'f'],
  ['dotProduct', '', 'g'],
];

/** Two names for one rule. */
const TWINS: readonly (readonly [type: string, field: string, of: string])[] = [
  ['bestFit', 'cpu', 'binpack'],
  ['bestFit', 'memory', 'binpack'],
  ['topologySpread', 'instanceId', 'spread'],
];

const NAMES = Object.keys(FLEET);
const WEB = { cpu: 512, memory: 1024, gpu: 0, group: 0 };
const view = specimenView(Object.values(FLEET).map(instanceOf), { lastPlaced: NAMES.indexOf('i') });

test.each(KEPT)('%s %s keeps %s', (type, field, kept) => {
  expect(keptBy(type, field)).toBe(kept);
});

test('no two choose the same instance, but for those that are one rule by two names', () => {
  const chosen = KEPT.map(([, , kept]) => kept[0]!);
  expect(chosen.toSorted()).toEqual(NAMES);
  for (const [type, field, of] of TWINS) expect(keptBy(type, field)).toBe(keptBy(of, field));
});

test('every strategy has its line, with every kind of field', () => {
  const lines = [...KEPT, ...TWINS].map(([type, field]) => `${type} ${field}`);
  expect(lines.toSorted()).toEqual(
    everyStrategy()
      .map(({ type, field }) => `${type} ${field}`)
      .toSorted(),
  );
});

test('a run of the scenario places a task by each strategy on the same instance', async () => {
  const { scenario } = await readScenario(galleryFile('every-strategy'));
  const seen = new Placements();
  advanceTo(createSimulation(scenario, [seen]), Number.MAX_SAFE_INTEGER);
  const placed = scenario.workloads.flatMap(
    ({ name, placementStrategy: [strategy], placementConstraints }) =>
      strategy === undefined || placementConstraints.length > 0
        ? []
        : [`${strategy.type} ${strategy.field} on ${seen.byWorkload.get(name)}`],
  );
  expect(placed.toSorted()).toEqual(
    KEPT.map(([type, field, kept]) => `${type} ${field} on ${kept[0]}-1`).toSorted(),
  );
});

/** The instance of each workload's last task. */
class Placements extends Observer {
  readonly byWorkload = new Map<string, string>();
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override taskPlaced(_at: number, task: TaskIndex): void {
    const { tasks, workloads } = this.world;
    const { name } = workloads[tasks.workload[task]!]!;
    this.byWorkload.set(name, this.world.instanceId(tasks.instance[task]!));
  }
}

/** The names of the instances that a strategy keeps of all. */
function keptBy(type: string, field: string): string {
  const everyone = [...NAMES.keys()];
  const draws = { next: () => 0.6 };
  return narrowed(view, WEB, decoded(type, field), everyone, draws)
    .map((instance) => NAMES[instance])
    .join('');
}

function instanceOf([cpu, memory, zone, rack, web, others]: readonly number[]): SpecimenInstance {
  return {
    cpu: cpu!,
    memory: memory!,
    cpuFree: cpu! - web! * 512 - others! * 256,
    memoryFree: memory! - web! * 1024 - others! * 1536,
    zone: zone!,
    rack: rack!,
    ofGroup: web!,
    others: others!,
  };
}
