import { expect, test } from 'vitest';
import { DEFAULT_TIMINGS, INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import type { BefallenTasks, FailureSpec, Scenario, WorkloadSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { Log } from '../support/log.ts';
import { burst, container, instances, life, scenarioWith } from '../support/scenario.ts';

const HOUR = 3_600_000;
const MONTH = 730 * HOUR;
const DAY = 24 * HOUR;
const ALL: BefallenTasks = { taskDefinitionIndexes: null, service: null, share: 1 };
const PULL = {
  kind: 'pull',
  image: 'main',
  share: 1,
  isThrottling: false,
  fromMs: 0,
  untilMs: null,
} as const;
const seconds = (value: number) => ({ kind: 'constant', value: value * 1000 }) as const;

function crash(parts: Partial<Extract<FailureSpec, { kind: 'exit' }>> = {}): FailureSpec {
  return { kind: 'exit', ...ALL, exitCode: 137, afterStart: seconds(10), ...parts };
}

function run(scenario: Scenario): { readonly lines: readonly string[]; readonly simulation: Simulation } {
  const observer = new Log();
  const simulation = createSimulation(scenario, [observer]);
  observer.read(simulation);
  advanceTo(simulation, 1e12);
  return { lines: observer.lines, simulation };
}

const gone = (lines: readonly string[]) => lines.filter((line) => line.includes(' gone'));
const messages = (simulation: Simulation) =>
  simulation.services[0]!.events.map(({ at, message }) => `${at} ${message}`);

const box = { containerInstances: [instances(1, 8192, 8192)] };

test('a container that ends by itself takes its task with it, with its exit code (ecs:R-1.12)', () => {
  const { lines } = run(scenarioWith({ cluster: box, failures: [crash()] }));
  expect(gone(lines)).toEqual([
    '10000 job-1 gone, EssentialContainerExited, 137, Essential container in task exited',
  ]);
});

test('a task that is over before never crashes; without a moment it fails at its own end', () => {
  const late = run(scenarioWith({ cluster: box, failures: [crash({ afterStart: seconds(90) })] }));
  expect(gone(late.lines)[0]).toMatch(/^60000 job-1 gone, EssentialContainerExited, 0,/);
  const atItsEnd = run(scenarioWith({ cluster: box, failures: [crash({ afterStart: null })] }));
  expect(gone(atItsEnd.lines)[0]).toMatch(/^60000 job-1 gone, EssentialContainerExited, 137,/);
});

test('a share of the tasks fails, whatever else does; the earliest of several ends counts', () => {
  const workloads = [{ source: burst(2000, 0, 60_000) }];
  const cluster = { containerInstances: [instances(1, 2_048_000, 2_048_000)] };
  const some = crash({ share: 0.3, exitCode: 1 });
  const failed = (failures: readonly FailureSpec[], code: number) => {
    const { lines } = run(scenarioWith({ cluster, workloads, failures }));
    return gone(lines).flatMap((line) => (line.includes(`Exited, ${code},`) ? [line.split(' ')[1]] : []));
  };
  const alone = failed([some], 1);
  expect(alone.length).toBeGreaterThan(540);
  expect(alone.length).toBeLessThan(660);
  expect(failed([some, crash({ afterStart: seconds(20) })], 1)).toEqual(alone);
  expect(failed([some, crash({ afterStart: seconds(20) })], 137)).toHaveLength(2000 - alone.length);
});

test('only tasks of the definition or the service that is named', () => {
  const services = [{ desiredCount: 1 }];
  const simulation = { durationMs: 100_000 };
  const withFailure = (parts: Partial<BefallenTasks>) =>
    gone(run(scenarioWith({ cluster: box, services, simulation, failures: [crash(parts)] })).lines);
  expect(withFailure({ taskDefinitionIndexes: [1] })).toHaveLength(1);
  const ofService = withFailure({ service: { cluster: 'main', serviceName: 'web' } });
  expect(ofService.filter((line) => line.includes(' 137,')).length).toBeGreaterThan(5);
  expect(ofService.filter((line) => line.includes(' 0,'))).toHaveLength(1);
  expect(withFailure({ service: { cluster: 'main', serviceName: 'other' } })).toHaveLength(1);
});

test('a service replaces tasks that crash, and its circuit breaker counts those that never were healthy (ecs:R-4.28)', () => {
  const circuitBreaker = {
    rollback: false,
    threshold: { type: 'BOUNDED_PERCENT', value: 50 },
    resetOnHealthyTask: true,
  } as const;
  const { simulation, lines } = run(
    scenarioWith({
      simulation: { durationMs: HOUR },
      cluster: box,
      workloads: [],
      services: [
        {
          desiredCount: 2,
          deployment: { minimumHealthyPercent: 100, maximumPercent: 200, circuitBreaker, earlySuccess: null },
        },
      ],
      failures: [crash()],
    }),
  );
  expect(simulation.services[0]!.deployments[0]).toMatchObject({
    rolloutState: 'FAILED',
    finishedAt: 20_000,
  });
  expect(gone(lines)).toHaveLength(4);
});

test('a slow start delays RUNNING and nothing else', () => {
  const failures: FailureSpec[] = [{ kind: 'slowStart', ...ALL, startDelay: seconds(45) }];
  const { lines } = run(scenarioWith({ cluster: box, failures }));
  expect(lines).toContain('0 task 0 pulls');
  expect(lines).toContain('45000 task 0 RUNNING');
  expect(gone(lines)[0]).toMatch(/^105000 /);
});

/** The task whose containers take so many seconds longer to start, in its last line; its images are there at once. */
function slowBy(value: number, parts: Parameters<typeof scenarioWith>[0] = {}): string {
  const failures: FailureSpec[] = [{ kind: 'slowStart', ...ALL, startDelay: seconds(value) }];
  return gone(run(scenarioWith({ cluster: box, failures, ...parts })).lines).at(-1)!;
}

test('the agent of an instance gives up a start after 3 minutes, on Windows after 8 (ecs:R-1.14, R-9.11)', () => {
  const timedOut =
    'TaskFailedToStart, -1, DockerTimeoutError: Could not transition to started; timed out after';
  expect(slowBy(180)).toMatch(/^240000 .*EssentialContainerExited/);
  expect(slowBy(180.001)).toBe(`180000 job-1 gone, ${timedOut} waiting 3m0s`);
  const windows = instances(1, 8192, 8192, { osFamily: 'WINDOWS_SERVER_2022_CORE' });
  const cluster = { containerInstances: [windows] };
  expect(slowBy(480, { cluster })).toMatch(/^540000 .*EssentialContainerExited/);
  expect(slowBy(481, { cluster })).toBe(`480000 job-1 gone, ${timedOut} waiting 8m0s`);
  const timings = { ...INSTANT_TIMINGS, 'ec2.containerStartTimeout': 4_000_000 };
  expect(slowBy(300, { timings })).toMatch(/^360000 .*EssentialContainerExited/);
  expect(slowBy(5000, { timings })).toMatch(/ waiting 1h6m40s$/);
});

test('what others wait for does not move that limit, and on Fargate there is none (ecs:R-1.14)', () => {
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'START' }] }) });
  const proxy = container({ name: 'proxy', life: life({ startTimeoutMs: 900_000 }) });
  const definition = { containers: [main, proxy] };
  expect(slowBy(300, { definition })).toMatch(/^180000 .*TaskFailedToStart/);
  const onFargate: Partial<WorkloadSpec> = { source: burst(1, 0, 60_000), launchType: 'FARGATE' };
  expect(slowBy(3600, { workloads: [onFargate] })).toMatch(/^3660000 .*EssentialContainerExited/);
});

test('starts that are given up count as failed, and the circuit breaker sees them', () => {
  const failures: FailureSpec[] = [{ kind: 'slowStart', ...ALL, startDelay: seconds(300) }];
  const circuitBreaker = {
    rollback: false,
    threshold: { type: 'COUNT' as const, value: 3 },
    resetOnHealthyTask: true,
  };
  const deployment = { minimumHealthyPercent: 100, maximumPercent: 200, circuitBreaker, earlySuccess: null };
  const simulation = { durationMs: HOUR };
  const services = [{ desiredCount: 1, deployment }];
  const { simulation: ended } = run(
    scenarioWith({ cluster: box, simulation, workloads: [], services, failures }),
  );
  expect(ended.services[0]!.deployments[0]).toMatchObject({ rolloutState: 'FAILED', finishedAt: 540_000 });
});

test('a failed pull: TaskFailedToStart from PENDING, and the host has its room back (ecs:R-7.40)', () => {
  const timings = { ...INSTANT_TIMINGS, 'pull.giveUp': seconds(13) };
  const { lines, simulation } = run(scenarioWith({ cluster: box, timings, failures: [PULL] }));
  expect(lines).toEqual([
    '0 task 0 PENDING',
    '0 task 0 pulls',
    '13000 task 0 STOPPING',
    '13000 task 0 STOPPED',
    '13000 job-1 gone, TaskFailedToStart, -1, CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref "main"',
  ]);
  expect(simulation.fleet.hostCpuFree[0]).toBe(8192);
});

test('an image that the instance has needs no registry; another image does not fail', () => {
  const timings = { ...INSTANT_TIMINGS, 'pull.ec2': { ...DEFAULT_TIMINGS['pull.ec2'], sigma: 0 } };
  const workloads = [{ source: burst(1, 0, 60_000) }, { source: burst(1, 120_000, 60_000) }];
  const late = { ...PULL, fromMs: 100_000 };
  const cached = run(scenarioWith({ cluster: box, timings, workloads, failures: [late] }));
  expect(gone(cached.lines).every((line) => line.includes('EssentialContainerExited'))).toBe(true);
  const two = { containerInstances: [instances(2, 1024, 1024)] };
  const long = [{ source: burst(1, 0, HOUR) }, { source: burst(1, 120_000, 60_000) }];
  const fresh = run(scenarioWith({ cluster: two, timings, workloads: long, failures: [late] }));
  expect(gone(fresh.lines)[0]).toMatch(/job-2 gone, TaskFailedToStart/);
  const other = run(scenarioWith({ cluster: box, timings, failures: [{ ...PULL, image: 'other' }] }));
  expect(gone(other.lines)[0]).toContain('EssentialContainerExited');
});

test('a throttling registry fails pulls for a time; the service backs off and comes up after it (ecs:R-4.34)', () => {
  const failures = [{ ...PULL, image: null, isThrottling: true, untilMs: 300_000 }];
  const { simulation, lines } = run(
    scenarioWith({
      simulation: { durationMs: HOUR },
      workloads: [],
      services: [{ desiredCount: 1, launchType: 'FARGATE' }],
      failures,
    }),
  );
  const failed = gone(lines);
  expect(failed[0]).toContain('toomanyrequests: You have reached your pull rate limit.');
  // Three tries at once, then 10 s, 20 s, 40 s, 80 s, 160 s after one another: the next lies behind the 300 s.
  expect(failed.map((line) => Number(line.split(' ')[0]))).toEqual([
    0, 0, 0, 10_000, 30_000, 70_000, 150_000,
  ]);
  expect(messages(simulation)).toContain(
    '0 (service web) is unable to consistently start tasks successfully.',
  );
  expect(messages(simulation).at(-1)).toBe('350000 (service web) has reached a steady state.');
});

test('instances die of themselves, each from a stream of its own, and their tasks with TerminationNotice (ecs:R-2.14)', () => {
  const failures: FailureSpec[] = [{ kind: 'instance', ec2InstanceType: null, perMonth: 1 }];
  const parts = {
    simulation: { durationMs: MONTH },
    workloads: [],
    services: [{ desiredCount: 1 }],
    failures,
  };
  const deaths = (count: number) =>
    run(
      scenarioWith({ ...parts, cluster: { containerInstances: [instances(count, 1024, 1024)] } }),
    ).lines.filter((line) => line.endsWith('INACTIVE'));
  const many = deaths(400);
  // A share of 1 - 1/e in a month.
  expect(many.length).toBeGreaterThan(220);
  expect(many.length).toBeLessThan(286);
  expect(many).toEqual(expect.arrayContaining(deaths(20)));
  const other = { ...failures[0]!, ec2InstanceType: 'm5.large' } as FailureSpec;
  expect(run(scenarioWith({ ...parts, cluster: box, failures: [other] })).lines).not.toContain('INACTIVE');
  const { lines } = run(
    scenarioWith({ ...parts, cluster: { containerInstances: [instances(20, 1024, 1024)] } }),
  );
  expect(gone(lines)[0]).toMatch(/TerminationNotice, -1, Host EC2 \(instance box-\d+\) terminated\.$/);
});

test('Fargate retirement: a standalone task stops, a task of a service is replaced start first (ecs:R-8.9)', () => {
  const failures: FailureSpec[] = [{ kind: 'fargateRetirement', perMonth: 4, waitMs: 7 * DAY }];
  const REASON = 'ECS is performing maintenance on the underlying infrastructure hosting the task.';
  const launchType = 'FARGATE' as const;
  const alone = run(
    scenarioWith({
      simulation: { durationMs: 3 * MONTH },
      workloads: [{ launchType, source: burst(1, 0, 9 * MONTH) }],
      failures,
    }),
  );
  expect(gone(alone.lines)[0]).toContain(`TerminationNotice, 143, ${REASON}`);
  expect(Number(gone(alone.lines)[0]!.split(' ')[0])).toBeGreaterThan(7 * DAY);
  const served = run(
    scenarioWith({
      simulation: { durationMs: 3 * MONTH },
      workloads: [],
      services: [{ launchType, desiredCount: 3 }],
      failures,
    }),
  );
  const retired = gone(served.lines);
  expect(retired.length).toBeGreaterThan(5);
  expect(retired.every((line) => line.includes(`TerminationNotice, 143, ${REASON}`))).toBe(true);
  let running = 0;
  let fewest = 3;
  for (const line of served.lines) {
    running += Number(line.endsWith(' RUNNING')) - Number(line.endsWith(' STOPPING'));
    if (!line.startsWith('0 ')) fewest = Math.min(fewest, running);
  }
  expect(fewest).toBe(3);
});

test('failures move no draw of a task that none of them befalls', () => {
  const parts = { cluster: box, timings: DEFAULT_TIMINGS };
  const none = crash({ share: 0 });
  expect(run(scenarioWith({ ...parts, failures: [none] })).lines).toEqual(run(scenarioWith(parts)).lines);
});
