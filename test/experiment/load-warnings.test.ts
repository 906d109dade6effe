import { expect, test } from 'vitest';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { RequestsSpec, Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { DEFAULT_TIMINGS, instances, requests, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Parts = Parameters<typeof scenarioWith>[0];
type Burstable = NonNullable<Parameters<typeof instances>[3]>['burstable'];

/** Two tasks of one vCPU on Fargate for an hour, there at once, if nothing else is said. */
function scenarioOf(of: RequestsSpec, parts: Parts = {}): Scenario {
  return scenarioWith({
    definition: { limits: { cpu: 1024, cpuShares: 1024, memory: 1024 } },
    services: [{ launchType: 'FARGATE', desiredCount: 2 }],
    workloads: [],
    loads: [{ name: 'web', service: 0, usage: { cpu: 0, memory: 0.5 }, requests: of }],
    ...parts,
    simulation: { durationMs: HOUR, ...parts.simulation },
  });
}

const messagesOf = (scenario: Scenario, code: string): string[] =>
  runScenario({ scenario, prices: TEST_PRICES })
    .warnings.filter((warning) => warning.code === code)
    .map(({ message }) => message);

/** An instance of two vCPUs, 0.6 of them its baseline, with credits for an hour of one vCPU. */
const burstable = (parts: Partial<NonNullable<Burstable>> = {}): Parts => ({
  simulation: { durationMs: 4 * HOUR },
  cluster: {
    containerInstances: [
      instances(1, 2048, 4096, {
        burstable: { mode: 'standard', baselineVcpu: 0.6, mostCredits: 864, launchCredits: 60, ...parts },
      }),
    ],
  },
  services: [{ desiredCount: 1 }],
});

test('an instance that runs out of credits is told of, with the moment, if tasks want more than its baseline', () => {
  const outcome = runScenario({ scenario: scenarioOf(requests(45), burstable()), prices: TEST_PRICES });
  const [warning] = outcome.warnings.filter(({ code }) => code === 'cpu-credits-used-up');
  // 60 launch credits pay for 66.7 min of 0.9 vCPU; what is earned meanwhile, 40 credits, for the 0.3 above the baseline.
  expect(warning).toEqual({
    code: 'cpu-credits-used-up',
    message:
      'A burstable instance had no CPU credits left while tasks wanted more than its baseline, and was held to it.',
    count: 1,
    firstAt: expect.stringMatching(/^2026-03-02T03:(19|20):/),
  });
  expect(outcome.rightSizing[0]).toMatchObject({ strain: 'cpuCredits' });
  const silent = (of: number, parts: Partial<NonNullable<Burstable>> = {}) =>
    messagesOf(scenarioOf(requests(of), burstable(parts)), 'cpu-credits-used-up');
  expect(silent(45, { mode: 'unlimited' })).toEqual([]);
  expect(silent(25)).toEqual([]);
  expect(silent(25, { launchCredits: 0 })).toEqual([]);
});

test('a restored run remembers who ran out of credits', () => {
  const rate = { atMs: [0, 3.4 * HOUR], perSecond: [45, 5], endMs: null, repeat: false };
  const scenario = scenarioOf(requests(45, { rate }), burstable());
  const first = createSimulation(scenario);
  advanceTo(first, 3.5 * HOUR, Number.POSITIVE_INFINITY);
  const again = createSimulation(scenario);
  restore(again, snapshot(first));
  expect(again.throttled).toEqual(first.throttled);
  expect(again.throttled).toMatchObject({ instances: 1, workloads: [0] });
  expect(again.throttled.workloads).not.toBe(first.throttled.workloads);
});

test('requests before the first tasks ask for a warm-up, unless there is one or no task was ever wanted', () => {
  const early = (parts: Parts = {}, of = requests(20)) =>
    messagesOf(scenarioOf(of, { timings: DEFAULT_TIMINGS, ...parts }), 'requests-before-tasks');
  expect(early()).toEqual([
    'Requests came before the first tasks were ready, and failed: main/web. With a `simulation.warmUp`, of 10m perhaps, they are not counted.',
  ]);
  expect(early({ simulation: { warmUpMs: 10 * MINUTE } })).toEqual([]);
  expect(early({ services: [{ launchType: 'FARGATE', desiredCount: 0 }] })).toEqual([]);
  const late = { atMs: [0, 10 * MINUTE], perSecond: [0, 20], endMs: null, repeat: false };
  expect(early({}, requests(20, { rate: late }))).toEqual([]);
});

test('a service that more comes to than it can serve is told of, with what its users feel', () => {
  const told = (of: RequestsSpec, parts: Parts = {}) => messagesOf(scenarioOf(of, parts), 'overloaded');
  expect(told(requests(80))).toEqual([]);
  // 150 a second where 100 can be served.
  expect(told(requests(150, { timeoutMs: 5000 }))).toEqual([
    expect.stringMatching(
      /^More came than could be served: main\/web \(33\.\d % of the requests refused or timed out\)\.$/,
    ),
  ]);
  expect(told(requests(150, { timeoutMs: HOUR }))).toEqual([
    expect.stringMatching(/^More came than could be served: main\/web \(p99 \d+ min.*\)\.$/),
  ]);
  // All places are taken by those that wait for something else.
  expect(told(requests(20, { waitMs: 10_000, mostPerTask: 10 }))).toEqual([]);
});

test('so is a queue whose messages are more than the work of a minute at the end', () => {
  const worker = (perSecond: number) =>
    requests(0, {
      rate: null,
      queue: {
        messages: { atMs: [0], perSecond: [perSecond], endMs: null, repeat: false },
        workMs: 1000,
        visibilityTimeoutMs: HOUR,
      },
    });
  const told = (perSecond: number) => messagesOf(scenarioOf(worker(perSecond)), 'overloaded');
  expect(told(1.5)).toEqual([]);
  // 3 a second where two tasks do one each: 3600 are left, which takes them half an hour.
  const [message = ''] = told(3);
  expect(message).toMatch(
    /^More came than could be served: main\/web \(\d+ messages left, the work of 30 min.*\)\.$/,
  );
});
