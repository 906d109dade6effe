import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { StopCode } from '../../src/model/task-status.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { FailureSpec, Scenario, ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { container, DEFAULT_TIMINGS, instances, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REVISIONS = 3;

type Update = Extract<ActionSpec, { kind: 'updateService' }>;

const percents = fc.record({
  minimumHealthyPercent: fc.constantFrom(0, 25, 50, 66, 100),
  maximumPercent: fc.constantFrom(100, 125, 150, 200),
});
const breaker = fc.constantFrom<ServiceSpec['deployment']['circuitBreaker']>(null, null, {
  rollback: true,
  threshold: { type: 'BOUNDED_PERCENT', value: 50 },
  resetOnHealthyTask: true,
});
const serviceSpec: fc.Arbitrary<Partial<ServiceSpec>> = fc
  .record({
    desiredCount: fc.nat(8),
    launchType: fc.constantFrom('EC2', 'FARGATE'),
    percents,
    circuitBreaker: breaker,
    availabilityZoneRebalancing: fc.boolean(),
  })
  .map(({ percents: bounds, circuitBreaker, ...spec }) => ({
    ...spec,
    taskDefinitionIndexes: [0, 1, 2],
    availabilityZoneRebalancing: spec.availabilityZoneRebalancing && bounds.maximumPercent > 100,
    deployment: { ...bounds, circuitBreaker, earlySuccess: null },
  }));

/** Another revision, or the same by force; with `counts` another number of tasks, too. */
function updates(counts: boolean): fc.Arbitrary<Update> {
  return fc.record({
    kind: fc.constant('updateService'),
    atMs: fc.integer({ min: 0, max: 2 * HOUR }),
    cluster: fc.constant('main'),
    service: fc.constantFrom('web', 'api'),
    desiredCount: counts ? fc.option(fc.nat(8)) : fc.constant(null),
    taskDefinitionIndex: fc.option(fc.nat(REVISIONS - 1)),
    forceNewDeployment: fc.boolean(),
    deployment: fc.constant({}),
  });
}

function scenarios({ counts, failures }: { counts: boolean; failures: boolean }): fc.Arbitrary<Scenario> {
  return fc
    .record({
      services: fc.tuple(serviceSpec, serviceSpec),
      hosts: fc.integer({ min: 1, max: 8 }),
      actions: fc.array(updates(counts), { maxLength: 5 }),
      brokenRevision: failures ? fc.option(fc.nat(REVISIONS - 1)) : fc.constant(null),
      seed: fc.nat(1000).map(String),
    })
    .map(({ services, hosts, actions, brokenRevision, seed }) => {
      const base = scenarioWith({
        simulation: { durationMs: 8 * HOUR, seed },
        timings: DEFAULT_TIMINGS,
        cluster: { containerInstances: [instances(hosts, 4096, 4096, { availabilityZones: ZONES })] },
        workloads: [],
        services: services.map((spec, i) => ({ ...spec, serviceName: i === 0 ? 'web' : 'api' })),
        actions: actions.sort((a, b) => a.atMs - b.atMs),
        failures: brokenRevision === null ? [] : [failedPull(brokenRevision)],
      });
      const [definition] = base.taskDefinitions as [Scenario['taskDefinitions'][number]];
      return {
        ...base,
        taskDefinitions: Array.from({ length: REVISIONS }, (_, i) => ({
          ...definition,
          revision: i + 1,
          requiresCompatibilities: ['EC2', 'FARGATE'],
          need: { cpu: 512, memory: 1024, gpu: 0 },
          containers: [container({ image: `image-${i}` })],
        })),
      };
    });
}

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

function failedPull(revision: number): FailureSpec {
  return {
    kind: 'pull',
    image: `image-${revision}`,
    share: 1,
    isThrottling: false,
    fromMs: 0,
    untilMs: null,
  };
}

/** Sums up a service's tasks anew at every piece of news. */
class BoundsChecker extends Observer {
  readonly seen = { stops: 0, starts: 0 };
  private simulation!: Simulation;
  private readonly healthy = new Map<number, number>();

  override begin(world: World): void {
    this.simulation = world as Simulation;
  }
  override taskPlaced(_at: number, task: number): void {
    const index = this.serviceOf(task);
    const { desired, configuration } = this.simulation.serviceStates[index]!;
    this.seen.starts++;
    // The task itself is not among those of its deployment yet.
    const all = this.count(index, (candidate) => candidate !== task) + 1;
    const most = Math.floor((desired * configuration.maximumPercent) / 100);
    if (all > most) throw new Error(`${all} tasks, where ${most} may be`);
    this.note();
  }
  override taskReleased(_at: number, task: number): void {
    const { tasks, serviceStates } = this.simulation;
    const index = this.serviceOf(task);
    const { desired, configuration } = serviceStates[index]!;
    const before = this.healthy.get(index) ?? 0;
    this.note();
    const after = this.healthy.get(index)!;
    if (tasks.stopCode[task] !== StopCode.ServiceSchedulerInitiated) return;
    this.seen.stops++;
    const least = Math.ceil((desired * configuration.minimumHealthyPercent) / 100);
    if (after < before && after < least) throw new Error(`${after} healthy tasks, where ${least} must be`);
  }
  override taskStatusChanged(): void {
    this.note();
  }

  private note(): void {
    for (const { index, deployments } of this.simulation.serviceStates)
      this.healthy.set(
        index,
        deployments.reduce((sum, { healthy }) => sum + healthy, 0),
      );
  }
  private count(index: number, test: (task: number) => boolean): number {
    const { tasks } = this.simulation;
    return tasks
      .liveTasks()
      .filter((task) => tasks.status[task]! > 0 && tasks.isWanted(task) && this.serviceOf(task) === index)
      .filter(test).length;
  }
  private serviceOf(task: number): number {
    const { tasks, workloadStates } = this.simulation;
    return workloadStates[tasks.workload[task]!]!.service;
  }
}

test('a deployment alone never has too few healthy tasks, and never too many in all', () => {
  const seen = { stops: 0, starts: 0 };
  fc.assert(
    fc.property(scenarios({ counts: false, failures: false }), (scenario) => {
      const checker = new BoundsChecker();
      advanceTo(createSimulation(scenario, [checker]), 1e12);
      seen.stops += checker.seen.stops;
      seen.starts += checker.seen.starts;
    }),
    { numRuns: 120, seed: 51 },
  );
  expect(Math.min(seen.stops, seen.starts)).toBeGreaterThan(300);
});

test('every deployment is completed, failed or overtaken, or the service says why it goes on', () => {
  const states = new Set<string>();
  fc.assert(
    fc.property(scenarios({ counts: true, failures: true }), (scenario) => {
      const simulation = createSimulation(scenario);
      advanceTo(simulation, 1e12);
      for (const { deployments, events } of simulation.services)
        for (const { status, rolloutState } of deployments) {
          states.add(`${status} ${rolloutState}`);
          if (status !== 'PRIMARY' || rolloutState !== 'IN_PROGRESS') continue;
          const why = events.filter(({ message }) => /was unable|is unable/.test(message));
          expect(why, JSON.stringify(events.slice(-5))).not.toEqual([]);
        }
    }),
    { numRuns: 120, seed: 52 },
  );
  for (const state of ['PRIMARY COMPLETED', 'PRIMARY FAILED', 'PRIMARY IN_PROGRESS', 'INACTIVE IN_PROGRESS'])
    expect([...states]).toContain(state);
});

test('a service that has reached its desired count has no task too many, and none that waits', () => {
  fc.assert(
    fc.property(scenarios({ counts: true, failures: false }), (scenario) => {
      const simulation = createSimulation(scenario);
      advanceTo(simulation, 1e12);
      const { tasks, serviceStates } = simulation;
      for (const { desired, deployments } of serviceStates) {
        const [primary] = deployments;
        if (primary!.rolloutState !== 'COMPLETED') continue;
        const all = deployments.reduce((sum, deployment) => sum + deployment.tasks.size, 0);
        if (primary!.unplaced >= 0) expect(all).toBeLessThan(desired);
        else expect([all, primary!.tasks.size]).toEqual([desired, desired]);
        expect(deployments.slice(1).every(({ unplaced }) => unplaced < 0)).toBe(true);
      }
      expect(tasks.liveTasks().filter((task) => tasks.status[task] === 0).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 60, seed: 53 },
  );
});
