import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BareRun } from '../../../src/experiment/bare-run.ts';
import { type Headroom, headroom } from '../../../src/experiment/headroom/headroom.ts';
import type { Scenario, WorkloadSpec } from '../../../src/scenario/scenario.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';
import { snapshot } from '../../../src/simulation/snapshot.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { NaiveCluster, type NaiveTask } from './naive-cluster.ts';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** Small tasks that stay, so that instances are well filled at any moment, and some of them can take in what others lose. */
const crowded: fc.Arbitrary<Scenario> = scenarioArbitrary.map((scenario) => ({
  ...scenario,
  taskDefinitions: scenario.taskDefinitions.map((definition) => {
    const { cpu, memory, gpu } = definition.need;
    const need = { cpu: Math.ceil(cpu / 8), memory: 150 + Math.ceil(memory / 8), gpu };
    return { ...definition, need, architecture: null, osFamily: null };
  }),
  workloads: scenario.workloads.map((workload) => {
    const { source } = workload;
    if (source.kind === 'trace') return workload;
    return { ...workload, source: { ...source, duration: { kind: 'constant', value: 300_000 } } };
  }),
}));

/** Fleets with room, so that much of what is lost fits elsewhere. */
const roomy: fc.Arbitrary<Scenario> = fc
  .record({
    counts: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })),
    workloads: fc.array(
      fc.record({
        tasks: fc.integer({ min: 1, max: 12 }),
        cpu: fc.integer({ min: 100, max: 2000 }),
        memory: fc.integer({ min: 100, max: 2000 }),
        placementStrategy: fc.constantFrom<WorkloadSpec['placementStrategy']>(
          [],
          [{ type: 'binpack', field: 'memory' }],
          [
            { type: 'spread', field: 'ecs.availability-zone' },
            { type: 'spread', field: 'instanceId' },
          ],
          [{ type: 'worstFit', field: 'cpu' }],
        ),
        placementConstraints: fc.constantFrom<WorkloadSpec['placementConstraints']>(
          [],
          [],
          [{ type: 'distinctInstance' }],
        ),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ counts, workloads }) => {
    const base = scenarioWith({
      cluster: {
        containerInstances: [
          instances(counts[0], 4096, 4096, { name: 'small', availabilityZones: ZONES }),
          instances(counts[1], 6144, 8192, { name: 'large', availabilityZones: ZONES.slice(1) }),
        ],
      },
      workloads: workloads.map(({ tasks, placementStrategy, placementConstraints }, i) => ({
        name: `w${i}`,
        group: `w${i}`,
        taskDefinitionIndex: i,
        source: burst(tasks, i * 1000, 300_000),
        placementStrategy,
        placementConstraints,
      })),
    });
    const [definition] = base.taskDefinitions as [Scenario['taskDefinitions'][number]];
    return {
      ...base,
      taskDefinitions: workloads.map(({ cpu, memory }, i) => ({
        ...definition,
        family: `f${i}`,
        need: { cpu, memory, gpu: 0 },
      })),
    };
  });

test('what headroom says of random runs is true on a naive cluster', () => {
  const seen = { moved: 0, unplaced: 0, spare: 0 };
  fc.assert(
    fc.property(fc.oneof(crowded, roomy), fc.nat(100_000), (scenario, atMs) => {
      const simulation = runTo(scenario, atMs);
      const found = headroom(simulation, 'asked');
      for (const whatIf of found.whatIfs) {
        const cluster = new NaiveCluster(simulation);
        checkMoves(cluster, whatIf, seen);
        for (const [kind, { name }] of found.kinds.entries()) {
          const like = oneMore(simulation, found, name);
          if (!isPlain(like.workload)) continue;
          expect(whatIf.spare[kind], name).toBe(countNaively(cluster, like));
          seen.spare += whatIf.spare[kind]!;
        }
      }
    }),
    { seed: 20, numRuns: 45 },
  );
  expect(Math.min(seen.moved, seen.unplaced, seen.spare)).toBeGreaterThan(100);
});

test('the run that it looks at stays as it is', () => {
  fc.assert(
    fc.property(crowded, fc.nat(100_000), (scenario, atMs) => {
      const simulation = runTo(scenario, atMs);
      const before = snapshot(simulation);
      const first = headroom(simulation, 'asked');
      expect(isDeepStrictEqual(snapshot(simulation), before)).toBe(true);
      expect(headroom(simulation, 'asked')).toEqual(first);
    }),
    { seed: 21, numRuns: 12 },
  );
});

test('web tasks that must not share an instance: spread over the zones they survive, packed they do not', () => {
  const lost = (placementStrategy: WorkloadSpec['placementStrategy']) => {
    const scenario = scenarioWith({
      cluster: { containerInstances: [instances(6, 4096, 16_384, { availabilityZones: ZONES })] },
      workloads: [
        { name: 'batch', source: burst(10, 0, 3_600_000), placementStrategy },
        {
          name: 'web',
          group: 'web',
          source: burst(4, 1, 3_600_000),
          placementStrategy,
          placementConstraints: [{ type: 'distinctInstance' }],
        },
      ],
    });
    const { whatIfs } = headroom(runTo(scenario, 60_000), 'asked');
    const zones = whatIfs.filter((whatIf) => whatIf.lost.what === 'zone');
    return zones.map(({ unplaced }) => unplaced.reduce((sum, { tasks }) => sum + tasks, 0));
  };
  const spread = [
    { type: 'spread', field: 'ecs.availability-zone' },
    { type: 'spread', field: 'instanceId' },
  ] as const;
  expect(lost(spread)).toEqual([0, 0, 0]);
  // Batch fills instances 1 and 2 and half of 3, web takes 3 to 6: in zone c 3 and 6 go, and 1 and 2 have no room.
  expect(lost([{ type: 'binpack', field: 'cpu' }])).toEqual([1, 1, 2]);
});

test('tasks are placed again in order of their start, and each says where or why not', () => {
  const scenario = scenarioWith({
    cluster: {
      containerInstances: [
        instances(1, 2048, 4096, { name: 'old', availabilityZones: ['us-east-1b'] }),
        instances(1, 3072, 2048, { name: 'new' }),
      ],
    },
    workloads: [{ source: burst(4, 0, 3_600_000), placementStrategy: [{ type: 'firstFit', field: '' }] }],
  });
  const found = headroom(runTo(scenario, 1000), 'asked');
  expect(found.now).toEqual({
    instances: 2,
    tasks: 4,
    daemonTasks: 0,
    waiting: 0,
    fargateTasks: 0,
    reserved: { cpu: 0.8, memory: 0.666666667, gpu: null },
  });
  expect(found.whatIfs.map(({ lost }) => lost)).toEqual([
    { what: 'nothing', instances: 0, tasks: 0 },
    { what: 'zone', availabilityZone: 'us-east-1a', instances: 1, tasks: 2 },
    { what: 'zone', availabilityZone: 'us-east-1b', instances: 1, tasks: 2 },
    lostInstance('old-1', ['largest', 'fullest']),
  ]);
  expect(found.whatIfs.map(({ spare }) => spare)).toEqual([[0], [0], [0], [0]]);
  const [, , zoneB] = found.whatIfs;
  expect(zoneB).toMatchObject({
    unplaced: [{ kind: 'job', reason: 'RESOURCE:MEMORY', tasks: 2 }],
    moves: [
      { task: 'job-1', containerInstance: null },
      { task: 'job-2', containerInstance: null },
    ],
  });
});

test('spare tasks of one kind leave the others their room, interfaces and groups', () => {
  const source = burst(1, 0, 3_600_000);
  const distinct = { placementConstraints: [{ type: 'distinctInstance' }] } as const;
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(2, 8192, 8192, { awsvpcTasks: 3 })] },
    definition: { networkMode: 'awsvpc' },
    workloads: [
      { name: 'any', source },
      { name: 'packed', source, placementStrategy: [{ type: 'binpack', field: 'cpu' }] },
      { name: 'one', source, ...distinct },
      { name: 'another', source, ...distinct, placementStrategy: [{ type: 'firstFit', field: '' }] },
    ],
  });
  const { kinds, whatIfs } = headroom(runTo(scenario, 1000), 'asked');
  expect(kinds.map(({ name }) => name)).toEqual(['job (any)', 'job (packed)', 'job (one)', 'job (another)']);
  // Two instances with three interfaces each; the last workload finds no instance without a task of the group.
  expect(whatIfs[0]!.spare).toEqual([3, 3, 0, 0]);
});

function lostInstance(containerInstance: string, as: readonly string[]) {
  const facts = { containerInstance, instanceType: null, cluster: 'main', as };
  return { what: 'instance', ...facts, instances: 1, tasks: 2 };
}

function runTo(scenario: Scenario, atMs: number): Simulation {
  const run = new BareRun(scenario, [], atMs);
  expect(run.advance(Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY)).toBe('ended');
  return run.simulation;
}

/** Follows what headroom says move by move: never more than there is, and never "nowhere" when there is a place. */
function checkMoves(
  cluster: NaiveCluster,
  { lost, moves, unplaced }: Headroom['whatIfs'][number],
  seen: { moved: number; unplaced: number },
): void {
  const gone = cluster.lose(({ id, zone, spec }) =>
    lost.what === 'zone'
      ? zone === lost.availabilityZone && !spec.external
      : lost.what === 'instance' && id === lost.containerInstance,
  );
  expect(moves.map(({ task }) => task).sort()).toEqual(gone.map(({ id }) => id).sort());
  const withoutAddress = unplaced.some(({ reason }) => reason.includes('InsufficientFreeAddresses'));
  for (const { task: id, containerInstance } of moves) {
    const task = gone.find((candidate) => candidate.id === id)!;
    const fitting = cluster.fitting(task);
    if (containerInstance === null) {
      seen.unplaced++;
      if (!withoutAddress)
        expect(
          fitting.map((instance) => instance.id),
          id,
        ).toEqual([]);
      continue;
    }
    seen.moved++;
    expect(
      fitting.map((instance) => instance.id),
      id,
    ).toContain(containerInstance);
    cluster.find(containerInstance).tasks.push({ ...task, running: false });
  }
}

function oneMore({ scenario, workloadStates }: Simulation, { kinds }: Headroom, name: string): NaiveTask {
  const { family, size } = kinds.find((kind) => kind.name === name)!;
  const workload = workloadStates
    .map(({ spec }) => spec)
    .find(
      (spec) =>
        spec.launchType !== 'FARGATE' &&
        scenario.taskDefinitions[spec.taskDefinitionIndex]!.family === family &&
        (name === family || name === `${family} (${spec.name})`),
    )!;
  const definition = scenario.taskDefinitions[workload.taskDefinitionIndex]!;
  const { group } = workload;
  const facts = { provider: null, wanted: true, running: false, isDaemon: false };
  return { id: '', workload, definition, ...size!, group, ...facts };
}

/** Whether the number of further tasks does not depend on which instance each takes. */
function isPlain(spec: WorkloadSpec): boolean {
  return (
    spec.capacityProviderStrategy.length === 0 &&
    spec.subnets === null &&
    !spec.placementStrategy.some(({ type }) => type === 'nextFit' || type === 'topologySpread') &&
    !spec.placementConstraints.some(({ type }) => type === 'memberOf')
  );
}

function countNaively(cluster: NaiveCluster, task: NaiveTask): number {
  const placed: NaiveTask[][] = [];
  // Memory of at least 4 MiB a task bounds this.
  for (let count = 0; ; count++) {
    const [instance] = cluster.fitting(task);
    if (instance === undefined || count === 10_000) {
      for (const tasks of placed) tasks.pop();
      return count;
    }
    instance.tasks.push(task);
    placed.push(instance.tasks);
  }
}
