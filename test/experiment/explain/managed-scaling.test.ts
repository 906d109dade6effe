import { expect, test } from 'vitest';
import type { ManagedExplanation } from '../../../src/experiment/explain/managed/managed-explanation.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { burstAtTen, explainGroupAt, groupScenario, sized } from '../../support/groups.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { HOUR, MINUTE } from '../../support/scaling.ts';

const clock = (instant: string | null | undefined) => instant?.slice(11, 16) ?? null;

function alarmsOf({ alarms }: ManagedExplanation) {
  const [high, low] = alarms;
  return { high: high!, low: low! };
}

/** Five tasks of half an instance from ten past nine on, for an hour. */
const FIVE = { workloads: [burstAtTen('job', 5, '1h')] };

test('from no instance at all: who waits, what that takes, and the step of two', async () => {
  const scenario = await groupScenario({ others: FIVE });
  const found = explainGroupAt(scenario, 10.5 * MINUTE);
  expect(found).toMatchObject({
    question: 'managedScaling',
    ...{ capacityProvider: 'asg', autoScalingGroup: 'g', cluster: 'main' },
    managedScaling: { targetCapacity: 100, minimumStep: 1, maximumStep: 10_000, warmUpSeconds: 300 },
    group: { instanceType: 'm5.large', desiredCapacity: 0, minSize: 0, maxSize: 20, active: 0, booting: 0 },
    need: { instances: 0, inUse: 0, needed: 3, by: 'waiting', extra: 3, step: 3, reservation: 200 },
    scaleIn: { surplus: 0, asked: 0, next: [], protection: null, protected: [] },
    lastActivity: null,
    nextActivity: { from: 0, to: 2 },
    held: [],
  });
  expect(found.need.waiting).toEqual([
    {
      of: 'main/job',
      taskDefinition: 'job:1',
      tasks: 5,
      need: { cpu: 1024, memory: 2048, gpu: 0, networkInterfaces: 0 },
      isAlone: false,
      fits: true,
      perInstance: 2,
      instances: 3,
    },
  ]);
  // The minute without need counts as 100, at which nothing breaches.
  const { high } = alarmsOf(found);
  expect(high).toMatchObject({ state: 'OK', points: [{ value: 100, isBreaching: false }, {}, {}] });
  expect(high.decision).toMatchObject({ reason: 'alreadyAtDesired', computed: 0, from: 0, to: 0 });
});

test('a call is what the engine does next: until the warm-up is over nothing, then N times the metric', async () => {
  const scenario = await groupScenario({ others: FIVE });
  const warming = explainGroupAt(scenario, 14 * MINUTE);
  expect(warming.need).toMatchObject({ instances: 2, inUse: 2, needed: 3, reservation: 150 });
  const { high } = alarmsOf(warming);
  expect(high).toMatchObject({ state: 'ALARM', seen: 1, breaching: 1 });
  expect(high.decision).toMatchObject({ reason: 'warmUp', reservation: 150, computed: 3, from: 2, to: 2 });
  expect(clock(high.decision.warmUpUntil)).toBe('09:15');
  expect(warming.held).toMatchObject([{ direction: 'out', reason: 'warmUp', desired: 2 }]);
  expect(warming.lastActivity).toMatchObject({ from: 0, to: 2 });
  const { nextActivity } = warming;
  expect(nextActivity).toMatchObject({ from: 2, to: 3 });
  // A moment before that call it says what comes of it.
  const calledMs = Date.parse(nextActivity!.at) - scenario.simulation.startMs;
  const then = explainGroupAt(scenario, calledMs - 1);
  expect(alarmsOf(then).high.decision).toMatchObject({ reason: 'scaled', from: 2, to: 3 });
  expect(alarmsOf(then).high.nextCallAt).toBe(nextActivity!.at);
  expect(explainGroupAt(scenario, calledMs).group).toMatchObject({ desiredCapacity: 3, launching: 1 });
});

test('booting instances do not count', async () => {
  const scenario = await groupScenario({ others: FIVE });
  const { group, need } = explainGroupAt(scenario, 11.5 * MINUTE);
  expect(group).toMatchObject({ desiredCapacity: 2, active: 0, booting: 2, draining: 0, launching: 0 });
  expect(need).toMatchObject({ instances: 0, needed: 3, reservation: 200 });
});

test('at the maximum, and the bounds of a step', async () => {
  const scenario = await groupScenario({
    group: { maxSize: 2 },
    managed: { maximumScalingStepSize: 2 },
    others: { workloads: [burstAtTen('job', 11, '1h')] },
  });
  const found = explainGroupAt(scenario, 25 * MINUTE);
  expect(found.need).toMatchObject({ instances: 2, needed: 4, extra: 4, step: 2, reservation: 200 });
  expect(alarmsOf(found).high.decision).toMatchObject({
    ...{ reason: 'alreadyAtMaximum', computed: 4, wanted: 4, from: 2, to: 2 },
  });
  expect(found.held.at(-1)).toMatchObject({ reason: 'alreadyAtMaximum', desired: 2 });
});

test('a scale-in takes half at most, those first that the engine takes', async () => {
  const scenario = await groupScenario({ others: { workloads: [burstAtTen('job', 12, '30m')] } });
  const run = explainGroupAt(scenario, 52 * MINUTE);
  expect(run.need).toMatchObject({ inUse: 0, needed: 0, by: 'inUse', reservation: 0 });
  const calledMs = Date.parse(run.nextActivity!.at) - scenario.simulation.startMs;
  const before = explainGroupAt(scenario, calledMs - 1);
  const { instances } = before.need;
  expect(instances).toBe(6);
  const { low } = alarmsOf(before);
  expect(low.decision).toMatchObject({ direction: 'in', reason: 'scaled', computed: 0, wanted: 3, to: 3 });
  expect(before.scaleIn).toMatchObject({ surplus: 0, asked: 3 });
  expect(before.scaleIn.next.map(({ isInUse }) => isInUse)).toEqual([false, false, false]);
  // They are gone at the call itself: what is left are the others.
  const after = explainGroupAt(scenario, calledMs);
  expect(after.need.instances).toBe(3);
  const kept = new Set(after.scaleIn.next.map(({ containerInstance }) => containerInstance));
  for (const { containerInstance } of before.scaleIn.next) expect(kept.has(containerInstance)).toBe(false);
});

test('instances with tasks are protected, drain, or go with their tasks', async () => {
  const with3 = (provider: Readonly<Record<string, unknown>>, group = {}) =>
    groupScenario({
      provider,
      group: { minSize: 3, ...group },
      others: {
        workloads: [burstAtTen('job', 3, '1h', { placementConstraints: [{ type: 'distinctInstance' }] })],
      },
    });
  const at = async (...given: Parameters<typeof with3>) =>
    explainGroupAt(await with3(...given), 20 * MINUTE).scaleIn;
  const kept = await at(
    { managedTerminationProtection: 'ENABLED' },
    { newInstancesProtectedFromScaleIn: true },
  );
  expect(kept).toEqual({
    ...{ surplus: 0, asked: 0, next: [], protection: 'tasks', protected: ['g-1', 'g-2', 'g-3'] },
  });
  expect(await at({}, { newInstancesProtectedFromScaleIn: true })).toMatchObject({
    ...{ next: [], protection: 'launch', protected: ['g-1', 'g-2', 'g-3'] },
  });
  expect(await at({})).toMatchObject({ next: [{ isInUse: true, drains: true }], protection: null });
  expect(await at({ managedDraining: 'DISABLED' })).toMatchObject({
    next: [{ isInUse: true, drains: false }],
  });
});

test('tasks that no instance can hold, and those that want one alone', async () => {
  const large = explainGroupAt(
    await groupScenario({
      others: { taskDefinitions: [sized('job', 4096, 1024)], workloads: [burstAtTen('job', 3, '1h')] },
    }),
    10.5 * MINUTE,
  );
  expect(large.need).toMatchObject({
    ...{ instances: 0, needed: 0, by: 'tooLarge', extra: 0, reservation: 100 },
    waiting: [{ tasks: 3, fits: false, perInstance: 0, instances: 0 }],
  });
  const alone = explainGroupAt(
    await groupScenario({
      others: {
        workloads: [burstAtTen('job', 3, '1h', { placementConstraints: [{ type: 'distinctInstance' }] })],
      },
    }),
    10.5 * MINUTE,
  );
  expect(alone.need).toMatchObject({ extra: 3, waiting: [{ isAlone: true, perInstance: 1, instances: 3 }] });
});

test('no data, the first instant and the end of the run', async () => {
  const scenario = await groupScenario({ others: FIVE });
  const first = explainGroupAt(scenario, 0);
  expect(alarmsOf(first).high).toMatchObject({ state: 'INSUFFICIENT_DATA', evaluatedAt: null, points: [] });
  expect(alarmsOf(first).high.decision).toMatchObject({ reason: 'noData', reservation: null, to: 0 });
  const last = explainGroupAt(scenario, 4 * HOUR);
  expect(last).toMatchObject({ nextActivity: null, searchedToEnd: true, group: { desiredCapacity: 0 } });
});

test('an explanation leaves the run as it is', async () => {
  const scenario = await groupScenario({ others: FIVE });
  const plain = new ScenarioRun(scenario, TEST_PRICES);
  while (plain.advance(Number.POSITIVE_INFINITY, 1e6) !== 'ended');
  const activities = plain.outcome().activities.map(({ startTime: at, from, to }) => ({ at, from, to }));
  const seen: unknown[] = [];
  for (let momentMs = 0; ; ) {
    const { nextActivity } = explainGroupAt(scenario, momentMs);
    if (nextActivity === null) break;
    const { at, from, to } = nextActivity;
    seen.push({ at, from, to });
    momentMs = Date.parse(at) - scenario.simulation.startMs;
  }
  expect(seen).toEqual(activities);
  expect(seen.length).toBeGreaterThan(3);
});

test('a warm pool is told of and not counted', async () => {
  const group = {
    warmPoolConfiguration: { maxGroupPreparedCapacity: 6 },
    lifecycleHookSpecificationList: [
      {
        lifecycleHookName: 'prepare',
        lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
        completion: { after: '30m', afterWarmStart: '1m' },
      },
    ],
  };
  const scenario = await groupScenario({ group, others: FIVE });
  const before = explainGroupAt(scenario, 5 * MINUTE);
  expect(before.group).toMatchObject({ active: 0, booting: 0, warmPool: { ready: 0, initialising: 6 } });
  expect(before.need.instances).toBe(0);
  // Two were launched at first, and took their places in what group and pool may have together.
  const later = explainGroupAt(scenario, 45 * MINUTE);
  expect(later.group.warmPool!.ready + later.group.desiredCapacity).toBe(6);
  expect(explanationText(later, 80)).toContain('Warm pool, not counted in N: 3 ready, 0 initialising.');
  const none = explainGroupAt(await groupScenario({ others: FIVE }), 5 * MINUTE);
  expect(none.group.warmPool).toBeNull();
});
