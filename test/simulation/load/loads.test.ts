import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { World } from '../../../src/events/world.ts';
import type { Outcome, ServiceSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import type { LoadSpec, RequestsSpec, Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, container, instances, ROUTING, requests, scenarioWith } from '../../support/scenario.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

type Parts = Parameters<typeof scenarioWith>[0];
type Definition = NonNullable<Parts['definition']>;

const loadOf = (of: RequestsSpec, memory = 0.5): LoadSpec => ({
  name: 'web',
  service: 0,
  usage: { cpu: 0, memory },
  requests: of,
});

/** A hard limit at what the task reserves, as of every Fargate task. */
const capped = (cpu: number): Definition => ({
  need: { cpu, memory: 1024, gpu: 0 },
  limits: { cpu, cpuShares: 1024, memory: 1024 },
});

/** Two tasks of one vCPU on Fargate for an hour, if nothing else is said. */
function scenarioOf(of: RequestsSpec, parts: Parts = {}): Scenario {
  return scenarioWith({
    definition: capped(1024),
    services: [{ launchType: 'FARGATE', desiredCount: 2 }],
    workloads: [],
    loads: [loadOf(of)],
    ...parts,
    simulation: { durationMs: HOUR, ...parts.simulation },
  });
}

const outcomeOf = (scenario: Scenario): Outcome => runScenario({ scenario, prices: TEST_PRICES });
const webOf = (scenario: Scenario): ServiceSummary => outcomeOf(scenario).services['main/web']!;
const run = (of: RequestsSpec, parts?: Parts): ServiceSummary => webOf(scenarioOf(of, parts));

const update = (atMs: number, desiredCount: number): Scenario['actions'][number] => ({
  kind: 'updateService',
  atMs,
  cluster: 'main',
  service: 'web',
  desiredCount,
  taskDefinitionIndex: null,
  forceNewDeployment: false,
  deployment: {},
});
const stopTask = (atMs: number, task: string): Scenario['actions'][number] => ({
  kind: 'stopTask',
  atMs,
  cluster: 'main',
  task,
  reason: 'Task stopped by user',
});

test('half the vCPU, half the tasks or half the speed: twice the utilisation', () => {
  const of = requests(30);
  const utilisation = (parts?: Parts) => run(of, parts).cpuUtilization!.mean;
  // 30 requests a second of 20 ms each keep 0.6 cores busy, of two.
  expect(utilisation()).toBeCloseTo(30, 1);
  expect(utilisation({ definition: capped(512) })).toBeCloseTo(60, 1);
  expect(utilisation({ services: [{ launchType: 'FARGATE', desiredCount: 1 }] })).toBeCloseTo(60, 1);
  expect(utilisation({ speed: { fargate: 2 } })).toBeCloseTo(15, 1);
});

test('in overload twice the requests are not served more', () => {
  const served = (perSecond: number) =>
    run(requests(perSecond, { timeoutMs: 10 * SECOND })).requestsBy!.served;
  // Two cores serve 100 requests of 20 ms a second.
  expect(served(150) / 3600).toBeCloseTo(100, 0);
  expect(Math.abs(served(300) / served(150) - 1)).toBeLessThan(0.005);
});

test('who is worked on in overload is in flight: the first answers come when their time off the CPU is over', () => {
  const { served, inFlightAtEnd } = run(requests(150, { waitMs: 20 * SECOND, timeoutMs: HOUR }), {
    simulation: { durationMs: 10 * MINUTE },
  }).requestsBy!;
  // 100 a second, from 20 s on.
  expect(served / 58_000).toBeCloseTo(1, 3);
  expect(served + inFlightAtEnd).toBe(90_000);
});

test('requests that only wait are refused as Erlang B says', () => {
  const of = requests(100, { cpuTime: { kind: 'constant', meanMs: 0 }, waitMs: 100, mostPerTask: 4 });
  const { requestsBy, requests: came, latencyMs } = run(of);
  // 5 at once on average in each of two tasks that take 4: (5^4 / 24) / (1 + 5 + 25 / 2 + 125 / 6 + 625 / 24).
  expect(requestsBy!.rejected / came!).toBeCloseTo(0.3983, 2);
  expect(latencyMs!.p99 / 100).toBeCloseTo(1, 1);
});

test('on a shared instance the same reservation costs its neighbours what it really uses', () => {
  const besideUse = (cpu: number) =>
    run(requests(45), {
      cluster: { containerInstances: [instances(1, 2048, 8192)] },
      definition: { need: { cpu: 512, memory: 1024, gpu: 0 } },
      services: [{ desiredCount: 1 }],
      workloads: [{ source: burst(2, 0, HOUR), usage: { cpu, memory: 1 } }],
    }).latencyMs!;
  const [alone, busy, busier] = [besideUse(0), besideUse(1), besideUse(2)];
  expect(busy.p95).toBeGreaterThan(alone.p95 * 1.02);
  expect(busier.p95).toBeGreaterThan(busy.p95 * 1.2);
});

const behindGroup = (
  deregistrationDelayMs: number,
  parts: Partial<Scenario['targetGroups'][number]['routing']> = {},
) => ({
  targetGroups: [
    {
      name: 'web',
      arn: 'arn:web',
      healthCheck: { intervalMs: 5000, healthyThreshold: 2, unhealthyThreshold: 2 },
      deregistrationDelayMs,
      routing: { ...ROUTING, ...parts },
    },
  ],
  services: [
    {
      launchType: 'FARGATE' as const,
      desiredCount: 2,
      loadBalancers: [{ targetGroup: 0, containerName: 'main', containerPort: 80 }],
    },
  ],
});

test('a target that is drained long enough finishes its requests; one that stops before cuts them off', () => {
  // Every request takes 20 s, nearly all of it off the CPU: about 200 in flight in each task.
  const of = requests(20, { waitMs: 20 * SECOND });
  const cutOff = (delayMs: number) =>
    run(of, { ...behindGroup(delayMs), actions: [update(30 * MINUTE, 1)] }).requestsBy!.cutOff;
  expect(cutOff(60 * SECOND)).toBe(0);
  expect(cutOff(0)).toBeGreaterThan(150);
  const stopped = run(of, { actions: [stopTask(30 * MINUTE, 'job-1')] });
  expect(stopped.requestsBy!.cutOff).toBeGreaterThan(150);
  expect(stopped.requestsBy!.cutOff).toBeLessThan(220);
});

test('a new target gets less than the others while its slow start lasts', () => {
  const of = requests(60);
  const simulation = createSimulation(
    scenarioOf(of, { ...behindGroup(0, { slowStartMs: 10 * MINUTE }), actions: [update(30 * MINUTE, 3)] }),
  );
  const shares = (atMs: number) => {
    advanceTo(simulation, atMs);
    return simulation.loads[0]!.stations.map(({ share, tasks }) => share / tasks.length).sort(
      (a, b) => a - b,
    );
  };
  expect(new Set(shares(29 * MINUTE))).toEqual(new Set([0.5]));
  const [early, others] = shares(32 * MINUTE);
  expect(early!).toBeLessThan(others! / 4);
  expect(shares(36 * MINUTE)[0]!).toBeGreaterThan(early!);
  for (const share of shares(45 * MINUTE)) expect(share).toBeCloseTo(1 / 3, 9);
});

test('where no zone is left requests find no task, and the time is told', () => {
  const outage = { kind: 'availabilityZoneOutage', atMs: 20 * MINUTE, forMs: 10 * MINUTE } as const;
  const parts: Parts = {
    cluster: { containerInstances: [instances(2, 1024, 2048)] },
    services: [{ desiredCount: 2 }],
    actions: [{ ...outage, availabilityZone: 'us-east-1a' }],
  };
  const { unavailableSeconds, requestsBy, requests: came } = run(requests(50), parts);
  expect(unavailableSeconds!).toBeGreaterThanOrEqual(600);
  expect(unavailableSeconds!).toBeLessThan(720);
  expect(requestsBy!.noTarget).toBeCloseTo(50 * unavailableSeconds!, -2);
  expect(came).toBe(180_000);
  expect(
    run(requests(50), { ...parts, actions: [{ ...outage, availabilityZone: 'us-east-1b' }] })
      .unavailableSeconds,
  ).toBe(0);
});

const workers = (messages: number, workMs: number): RequestsSpec =>
  requests(0, {
    rate: null,
    cpuTime: { kind: 'constant', meanMs: 100 },
    mostPerTask: 1,
    queue: {
      messages: { atMs: [0], perSecond: [messages], endMs: 30 * MINUTE, repeat: false },
      workMs,
      visibilityTimeoutMs: 5 * MINUTE,
    },
  });

test('messages wait for workers, and none is lost: those of a stopped worker come back', () => {
  const of = workers(0.1, 10 * SECOND);
  const steady = run(of);
  expect(steady.requestsBy).toMatchObject({ served: 180, inFlightAtEnd: 0 });
  expect(steady.failedRequests).toBe(0);
  const late = run(of, { actions: [update(10 * MINUTE, 0), update(40 * MINUTE, 2)] });
  expect(late.requestsBy).toMatchObject({ served: 180, inFlightAtEnd: 0 });
  expect(late.queue!.messagesMax).toBeGreaterThan(115);
  expect(late.queue!.oldestMaxSeconds).toBeGreaterThan(29 * 60);
  // From minute 10 to 40: those that wait have no worker, though none comes after minute 30.
  expect(late.unavailableSeconds!).toBeGreaterThanOrEqual(30 * 60);
  expect(late.unavailableSeconds!).toBeLessThan(32 * 60);
  // Two hands work on 100 s messages, and are cut off; what they had is hidden for five minutes.
  const slow = workers(0.05, 100 * SECOND);
  const simulation = createSimulation(
    scenarioOf(slow, { actions: [stopTask(20 * MINUTE, 'job-1'), stopTask(20 * MINUTE, 'job-2')] }),
  );
  const queueAt = (atMs: number) => {
    advanceTo(simulation, atMs);
    const { backlog, hidden, returned } = simulation.loads[0]!.queue!;
    return { backlog, returned, hidden: hidden.reduce((sum, { messages }) => sum + messages, 0) };
  };
  expect(queueAt(19 * MINUTE)).toMatchObject({ hidden: 0, returned: 0 });
  const cut = queueAt(21 * MINUTE);
  expect(cut.hidden).toBeCloseTo(2, 5);
  expect(queueAt(24 * MINUTE)).toMatchObject({ hidden: cut.hidden, returned: 0 });
  const back = queueAt(28 * MINUTE);
  expect(back.hidden).toBe(0);
  expect(back.returned).toBeCloseTo(2, 5);
});

class Exits extends Observer {
  readonly codes: number[] = [];
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override taskGone(_at: number, task: number): void {
    this.codes.push(this.world.tasks.exitCode[task]!);
  }
}

test('requests in flight take a task over its memory limit: it is killed with 137, and the others get its requests', () => {
  // In flight are 20 s x 30 / 2 = 300 in each task, of 2 MiB each: more than is left of 1024 beside 512.
  const of = requests(0, {
    rate: { atMs: [0, 20 * MINUTE], perSecond: [10, 30], endMs: null, repeat: false },
    waitMs: 20 * SECOND,
    memoryMib: 2,
  });
  const exits = new Exits();
  const scenario = scenarioOf(of, { simulation: { durationMs: 25 * MINUTE } });
  const simulation = createSimulation(scenario, [exits]);
  advanceTo(simulation, 1e12);
  expect(exits.codes.length).toBeGreaterThan(0);
  expect(new Set(exits.codes)).toEqual(new Set([137]));
  expect(simulation.killed.firstAt).toBeGreaterThanOrEqual(20 * MINUTE);
  const web = webOf(scenario);
  expect(web.requestsBy!.cutOff).toBeGreaterThan(200);
  expect(web.requestsBy!.served).toBeGreaterThan(web.requests! / 2);
  // With enough memory nobody is.
  const roomy = {
    need: { cpu: 1024, memory: 4096, gpu: 0 },
    limits: { cpu: 1024, cpuShares: 1024, memory: 4096 },
  };
  expect(run(of, { definition: roomy }).requestsBy!.cutOff).toBe(0);
});

test('a burstable instance without credits is slow in standard mode, and not in unlimited mode', () => {
  const p95s = (mode: 'standard' | 'unlimited') => {
    const scenario = scenarioOf(requests(50), {
      simulation: { durationMs: 4 * HOUR, timelineStepMs: 15 * MINUTE },
      cluster: {
        containerInstances: [
          instances(1, 2048, 4096, {
            burstable: { mode, baselineVcpu: 0.6, mostCredits: 864, launchCredits: 60 },
          }),
        ],
      },
      definition: { containers: [container()] },
      services: [{ desiredCount: 1 }],
    });
    const { columns } = outcomeOf(scenario).timeline;
    return columns.latencyP95Ms.filter((_, i) => columns.scope[i] === 'service') as number[];
  };
  const [standard, unlimited] = [p95s('standard'), p95s('unlimited')];
  // One of two vCPUs is used: 60 launch credits last an hour, and what was earned meanwhile another and a half.
  expect(standard[1]).toBe(unlimited[1]);
  expect(standard.at(-1)!).toBeGreaterThan(10 * unlimited.at(-1)!);
  expect(unlimited.at(-1)).toBe(unlimited[1]);
});
