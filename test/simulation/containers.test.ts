import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { Observer } from '../../src/events/observer.ts';
import type { ContainerNow, World } from '../../src/events/world.ts';
import type { HealthCheck } from '../../src/policies/containers/health-check.ts';
import type { ContainerSpec, FailureSpec, Scenario, ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { Log } from '../support/log.ts';
import { burst, container, instances, life, scenarioWith } from '../support/scenario.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const MINUTE = 60_000;
const CHECK: HealthCheck = { intervalMs: 10_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };
const RESTART = { ignoredExitCodes: [], restartAttemptPeriodMs: MINUTE };
const slow = { ...INSTANT_TIMINGS, 'container.start': { kind: 'constant', value: 1000 } } as const;

/** A container that is not essential. */
function beside(name: string, parts: Parameters<typeof life>[0], stopTimeoutMs = 30_000): ContainerSpec {
  return container({ name, image: name, essential: false, stopTimeoutMs, life: life(parts) });
}

function run(
  containers: readonly ContainerSpec[],
  parts: Omit<Parameters<typeof scenarioWith>[0], 'definition' | 'cluster'> = {},
): { readonly lines: readonly string[]; readonly simulation: Simulation } {
  const scenario: Scenario = scenarioWith({
    cluster: { containerInstances: [instances(1, 16_384, 16_384)] },
    definition: { containers },
    ...parts,
  });
  const log = new Log();
  const simulation = createSimulation(scenario, [log]);
  log.read(simulation);
  advanceTo(simulation, 1e12);
  return { lines: log.lines.filter((line) => !line.includes('box-')), simulation };
}

function runService(
  containers: readonly ContainerSpec[],
  service: Partial<ServiceSpec>,
  failures: readonly FailureSpec[] = [],
): ReturnType<typeof run> {
  const simulation = { durationMs: 20 * MINUTE };
  return run(containers, { simulation, workloads: [], services: [service], failures });
}

const fails = (afterMs: number, forMs: number | null, share = 1): FailureSpec => ({
  kind: 'healthCheck',
  taskDefinitionIndexes: null,
  service: null,
  share,
  afterMs,
  forMs,
});

test('a task is RUNNING when its last container has started, each after what it waits for (ecs:R-1.12, R-1.13)', () => {
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'SUCCESS' }] }) });
  const { lines } = run([main, beside('fetch', { runsForMs: 20_000 })], { timings: slow });
  expect(lines).toEqual([
    '0 task 0 PENDING',
    '0 task 0 pulls',
    '22000 task 0 RUNNING',
    '82000 task 0 STOPPING',
    '82000 task 0 STOPPED',
    '82000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('HEALTHY waits for the first pass, START for nothing', () => {
  const after = (condition: 'HEALTHY' | 'START') => {
    const proxy = beside('proxy', { healthCheck: CHECK, readyAfterMs: 25_000 });
    const main = container({ life: life({ dependsOn: [{ container: 1, condition }] }) });
    return run([main, proxy]).lines.find((line) => line.endsWith('RUNNING'));
  };
  expect(after('HEALTHY')).toBe('30000 task 0 RUNNING');
  expect(after('START')).toBe('0 task 0 RUNNING');
});

test.each([
  ['a dependency that fails', { runsForMs: 5000, exitCode: 1 }, 5000],
  ['one that takes longer than its startTimeout', { runsForMs: 50_000, startTimeoutMs: 8000 }, 8000],
])('%s: the task never starts (ecs:R-1.14)', (_name, parts, at) => {
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'SUCCESS' }] }) });
  const { lines } = run([main, beside('fetch', parts)]);
  expect(lines.at(-1)).toMatch(new RegExp(`^${at} job-1 gone, TaskFailedToStart, -1, Container dependency`));
});

test('what others depend on stops after them: the longest chain of stop times (ecs:R-1.15)', () => {
  const stubborn = { ...INSTANT_TIMINGS, 'task.sigtermExit': { kind: 'constant', value: 60_000 } } as const;
  const main = container({
    stopTimeoutMs: 20_000,
    life: life({ dependsOn: [{ container: 1, condition: 'START' }] }),
  });
  const stop = { kind: 'stopTask', atMs: 10_000, cluster: 'main', task: 'job-1', reason: 'enough' } as const;
  const { lines } = run([main, beside('proxy', {}, 7000)], { timings: stubborn, actions: [stop] });
  expect(lines.at(-1)).toBe('37000 job-1 gone, UserInitiated, 137, enough');
  const plain = run([container({ stopTimeoutMs: 20_000 }), beside('proxy', {}, 7000)], {
    timings: stubborn,
    actions: [stop],
  });
  expect(plain.lines.at(-1)).toBe('30000 job-1 gone, UserInitiated, 137, enough');
});

test('a task that is stopped before it is RUNNING ends the containers that have started', () => {
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'COMPLETE' }] }) });
  const stop = { kind: 'stopTask', atMs: 5000, cluster: 'main', task: 'job-1', reason: 'enough' } as const;
  const timings = { ...INSTANT_TIMINGS, 'task.sigtermExit': { kind: 'constant', value: 3000 } } as const;
  const { lines } = run([main, beside('fetch', { runsForMs: 20_000 })], { timings, actions: [stop] });
  expect(lines.slice(2)).toEqual([
    '5000 task 0 STOPPING',
    '8000 task 0 STOPPED',
    '8000 job-1 gone, UserInitiated, -1, enough',
  ]);
});

test('the end of a container that is not essential changes nothing, that of an essential one ends the task', () => {
  const end = (essential: boolean) =>
    run([container(), { ...beside('other', { runsForMs: 9000, exitCode: 3 }), essential }]).lines.at(-1);
  expect(end(false)).toMatch(/^60000 job-1 gone, EssentialContainerExited, 0,/);
  expect(end(true)).toMatch(/^9000 job-1 gone, EssentialContainerExited, 143,/);
});

test('a container is started again in its place while the task stays RUNNING (ecs:R-1.16)', () => {
  const until = (restartPolicy: typeof RESTART | null, runsForMs: number) => {
    const other = { ...beside('other', { runsForMs, exitCode: 1, restartPolicy }), essential: true };
    const { lines } = run([container(), other], { workloads: [{ source: burst(1, 0, 200_000) }] });
    return Number(lines.at(-1)!.split(' ')[0]);
  };
  expect(until(null, 60_000)).toBe(60_000);
  expect(until(RESTART, 60_000)).toBe(200_000);
  expect(until(RESTART, 59_999)).toBe(59_999);
  expect(until({ ...RESTART, ignoredExitCodes: [1] as never }, 60_000)).toBe(60_000);
});

test('the first essential container is started again, too: its task goes on', () => {
  const main = container({ life: life({ restartPolicy: RESTART }) });
  const { lines } = run([main], {
    simulation: { durationMs: 5 * MINUTE },
    workloads: [{ source: burst(1, 0, 70_000) }],
  });
  expect(lines.at(-1)).toBe('0 task 0 RUNNING');
  const short = run([main], { workloads: [{ source: burst(1, 0, 50_000) }] });
  expect(short.lines.at(-1)).toMatch(/^50000 job-1 gone, EssentialContainerExited, 0,/);
});

test('the health of a task is told at its changes; a standalone task goes on whatever it is (ecs:R-1.18)', () => {
  const main = container({ life: life({ healthCheck: CHECK, readyAfterMs: 15_000 }) });
  const { lines } = run([main], {
    workloads: [{ source: burst(1, 0, 200_000) }],
    failures: [fails(MINUTE, MINUTE)],
  });
  expect(lines.slice(2)).toEqual([
    '0 task 0 RUNNING',
    '20000 task 0 is HEALTHY',
    '80000 task 0 is UNHEALTHY',
    '120000 task 0 is HEALTHY',
    '200000 task 0 STOPPING',
    '200000 task 0 STOPPED',
    '200000 job-1 gone, EssentialContainerExited, 0, Essential container in task exited',
  ]);
});

test('following health costs no event where nothing changes', () => {
  const main = container({ life: life({ healthCheck: CHECK }) });
  const day = { simulation: { durationMs: 24 * 60 * MINUTE }, workloads: [], services: [{}] };
  expect(run([main], day).simulation.events).toBeLessThan(20);
});

test('a service counts a checked task when it is HEALTHY, not 40 s after RUNNING (ecs:R-4.2 a)', () => {
  const healthCheck = { ...CHECK, startPeriodMs: 2 * MINUTE };
  const main = container({ life: life({ healthCheck, readyAfterMs: 65_000 }) });
  const [deployment] = runService([main], { desiredCount: 2 }).simulation.services[0]!.deployments;
  expect(deployment).toMatchObject({ rolloutState: 'COMPLETED', finishedAt: 70_000 });
});

test('without room for a replacement unhealthy tasks go one by one, each for the next (ecs:R-4.33)', () => {
  const main = container({ life: life({ healthCheck: CHECK }) });
  // All fail from their fifth minute to their eighth; the instance holds no more than these.
  const { simulation, lines } = run([main], {
    simulation: { durationMs: 7 * MINUTE },
    workloads: [],
    services: [{ desiredCount: 16 }],
    failures: [fails(5 * MINUTE, 3 * MINUTE)],
  });
  const { events } = simulation.services[0]!;
  const stops = events.filter(({ message }) => message.includes('has stopped'));
  expect(stops.length).toBeGreaterThan(2);
  expect(stops.every(({ message }) => message.includes('has stopped 1 running tasks'))).toBe(true);
  // The next one goes when the last replacement is seen to be healthy.
  expect(stops.map(({ at }, i) => at - (stops[i - 1]?.at ?? 320_000))).toEqual(
    stops.map((_, i) => (i === 0 ? 0 : 10_000)),
  );
  expect(lines.filter((line) => line.includes('RUNNING')).length).toBeGreaterThan(16);
});

test('an unhealthy task is replaced, start first where there is room (ecs:R-4.33)', () => {
  const main = container({ life: life({ healthCheck: CHECK }) });
  const failing = [fails(5 * MINUTE, null)];
  const { lines, simulation } = runService([main], { desiredCount: 1 }, failing);
  expect(lines.slice(2, 10)).toEqual([
    '0 task 0 RUNNING',
    '10000 task 0 is HEALTHY',
    '320000 task 0 is UNHEALTHY',
    '320000 task 1 PENDING',
    '320000 task 1 pulls',
    '320000 task 1 RUNNING',
    '330000 task 1 is HEALTHY',
    '330000 task 0 STOPPING',
  ]);
  expect(lines).toContain(
    '330000 job-1 gone, ServiceSchedulerInitiated, 143, Task failed container health checks',
  );
  expect(simulation.services[0]!.events.map(({ at, message }) => `${at} ${message}`)).toContain(
    '330000 (service web) (task job-1) failed container health checks.',
  );
});

test('where the maximum leaves no room unhealthy tasks stop first, one by one (ecs:R-4.33)', () => {
  const main = container({ life: life({ healthCheck: CHECK }) });
  const deployment = {
    minimumHealthyPercent: 0,
    maximumPercent: 100,
    circuitBreaker: null,
    earlySuccess: null,
  };
  const { lines } = runService([main], { desiredCount: 2, deployment }, [fails(5 * MINUTE, null)]);
  const late = lines.filter((line) => /^3[2-4]\d000 /.test(line) && /STOPPING|RUNNING|HEALTHY/.test(line));
  expect(late.map((line) => line.replace(/task \d/, 'task'))).toEqual([
    '320000 task is UNHEALTHY',
    '320000 task is UNHEALTHY',
    '320000 task STOPPING',
    '320000 task RUNNING',
    '330000 task is HEALTHY',
    '330000 task STOPPING',
    '330000 task RUNNING',
    '340000 task is HEALTHY',
  ]);
});

test('in its grace period an unhealthy task is left alone (ecs:R-4.9)', () => {
  const main = container({ life: life({ healthCheck: CHECK, readyAfterMs: 45_000 }) });
  const firstStop = (healthCheckGracePeriodMs: number) =>
    runService([main], { healthCheckGracePeriodMs }).lines.find((line) => line.endsWith('task 1 PENDING'));
  expect(firstStop(0)).toBe('30000 task 1 PENDING');
  expect(firstStop(40_000)).toBe('40000 task 1 PENDING');
  expect(firstStop(50_000)).toBeUndefined();
});

test('failed checks of a release trip the circuit breaker (ecs:R-4.26)', () => {
  const main = container({ life: life({ healthCheck: CHECK }) });
  const deployment = {
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: {
      rollback: true,
      threshold: { type: 'COUNT' as const, value: 3 },
      resetOnHealthyTask: true,
    },
    earlySuccess: null,
  };
  const { simulation } = runService([main], { desiredCount: 2, deployment }, [fails(0, null)]);
  expect(simulation.services[0]!.deployments[0]).toMatchObject({
    rolloutState: 'FAILED',
    finishedAt: 60_000,
  });
});

/** What each task's containers were when its news last came. */
class Told extends Observer {
  readonly byTask = new Map<number, string>();
  count = 0;
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskStatusChanged(_at: number, task: number): void {
    this.hear(task);
  }
  override taskReleased(_at: number, task: number): void {
    this.hear(task);
  }
  override taskHealthChanged(_at: number, task: number): void {
    this.hear(task);
  }
  override containersChanged(_at: number, task: number): void {
    this.count++;
    expect(this.now(task), 'there is no news without a change').not.toBe(this.byTask.get(task));
    this.hear(task);
  }
  override taskGone(_at: number, task: number): void {
    this.byTask.delete(task);
  }

  now(task: number): string {
    const statusOf = (own: ContainerNow | null) =>
      own?.hasStarted === true ? (own.exitCode ?? 'RUNNING') : 'PENDING';
    return [0, 1, 2].map((i) => statusOf(this.world.container(task, i))).join();
  }
  private hear(task: number): void {
    this.byTask.set(task, this.now(task));
  }
}

test('no container changes its status untold, and none is told of that did not (ecs:R-7.13)', () => {
  let news = 0;
  fc.assert(
    fc.property(scenarioArbitrary, (scenario) => {
      const told = new Told();
      const simulation = createSimulation(scenario, [told]);
      for (let at = 0; advanceTo(simulation, at) !== 'ended' && at < 300_000; at += 1000)
        for (const [task, statuses] of told.byTask) expect(told.now(task)).toBe(statuses);
      news += told.count;
    }),
    { numRuns: 40, seed: 8 },
  );
  expect(news).toBeGreaterThan(5);
});
