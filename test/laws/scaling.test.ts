import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationRange } from '../../src/cloudwatch/alarm.ts';
import type { MetricTerm } from '../../src/cloudwatch/metric.ts';
import { Observer } from '../../src/events/observer.ts';
import type { PolicyDecision, ScalingActivity } from '../../src/events/scaling-news.ts';
import type { World } from '../../src/events/world.ts';
import type { AlarmSpec, ScalingPolicySpec } from '../../src/scenario/scaling-spec.ts';
import type { LoadSpec, Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { stateByTheBook } from '../oracles/alarm-by-the-book.ts';
import { DEFAULT_TIMINGS, NO_TRAFFIC, scalableTarget, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const DURATION = 180 * MINUTE;
const COOLDOWNS = [0, 60_000, 300_000] as const;

const CPU: MetricTerm = {
  id: 'm1',
  label: 'AWS/ECS CPUUtilization',
  source: { of: 'service', service: 0, metric: 'CPUUtilization' },
  statistic: { kind: 'Average' },
};

/** Requests a second that change at any moment, at minutes, or not at all; nothing comes of what lies after a pause. */
const load: fc.Arbitrary<LoadSpec> = fc
  .record({
    steps: fc.array(
      fc.tuple(
        fc.oneof(
          fc.nat(150).map((minute) => minute * MINUTE),
          fc.nat(DURATION),
        ),
        fc.nat(400),
      ),
      { maxLength: 6 },
    ),
    noise: fc.constantFrom('poisson' as const, 'exact' as const),
    first: fc.nat(300),
  })
  .map(({ steps, noise, first }) => {
    const times = new Map<number, number>([[0, first], ...steps]);
    const sorted = [...times].sort(([a], [b]) => a - b);
    return {
      name: 'web',
      service: 0,
      usage: { cpu: 0, memory: 0.5 },
      requests: {
        rate: {
          atMs: sorted.map(([at]) => at),
          perSecond: sorted.map(([, rate]) => rate),
          endMs: null,
          repeat: false,
        },
        noise,
        cpuTime: { kind: 'exponential', meanMs: 10 },
        waitMs: 0,
        memoryMib: 0,
        timeoutMs: 10_000,
        mostPerTask: null,
        traffic: NO_TRAFFIC,
        logBytesPerRequest: 0,
        calls: [],
        queue: null,
      },
    };
  });

const alarm: fc.Arbitrary<AlarmSpec> = fc
  .record({
    periodMs: fc.constantFrom(20_000, 60_000, 60_000, 180_000),
    evaluationPeriods: fc.integer({ min: 1, max: 6 }),
    miss: fc.nat(5),
    // No load comes to exactly so many percent.
    threshold: fc.nat(100).map((percent) => percent + 0.1234567),
    isAbove: fc.boolean(),
    treatMissingData: fc.constantFrom('missing', 'ignore', 'breaching', 'notBreaching'),
  })
  .map(({ periodMs, evaluationPeriods, miss, threshold, isAbove, treatMissingData }) => ({
    alarmName: 'own',
    query: { periodMs, terms: [CPU], expression: null },
    rule: {
      comparison: isAbove ? 'GreaterThanThreshold' : 'LessThanOrEqualToThreshold',
      threshold,
      evaluationPeriods,
      datapointsToAlarm: Math.max(1, evaluationPeriods - miss),
      evaluationRange: evaluationRange(evaluationPeriods, 'third'),
      treatMissingData,
    },
    evaluateLowSampleCountPercentile: 'evaluate',
    warmUpMs: 0,
    waitsForWarmUpEnd: false,
    actions: [],
  }));

const tracking: fc.Arbitrary<ScalingPolicySpec> = fc.record({
  kind: fc.constant('targetTracking'),
  policyName: fc.constant('cpu'),
  targetValue: fc.integer({ min: 5, max: 95 }),
  query: fc.constantFrom(20_000, 60_000).map((periodMs) => ({ periodMs, terms: [CPU], expression: null })),
  scaleOutCooldownMs: fc.constantFrom(...COOLDOWNS),
  scaleInCooldownMs: fc.constantFrom(...COOLDOWNS),
  disableScaleIn: fc.boolean(),
  warmUpMs: fc.constant(0),
});

interface Parts {
  readonly load: LoadSpec;
  readonly alarm: AlarmSpec;
  readonly policy: ScalingPolicySpec;
  readonly bounds: readonly [number, number];
  readonly seed: number;
}

const parts: fc.Arbitrary<Parts> = fc.record({
  load,
  alarm,
  policy: tracking,
  bounds: fc.tuple(fc.nat(3), fc.nat(9)).map(([least, more]) => [least, least + more] as const),
  seed: fc.nat(1000),
});

function scenarioOf({ load: own, alarm: watched, policy, bounds, seed }: Parts): Scenario {
  return scenarioWith({
    simulation: { durationMs: DURATION, seed: `${seed}` },
    definition: {
      need: { cpu: 1024, memory: 2048, gpu: 0 },
      limits: { cpu: 1024, cpuShares: 1024, memory: 2048 },
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
    },
    workloads: [],
    services: [{ launchType: 'FARGATE', desiredCount: 2 }],
    loads: [own],
    alarms: [watched],
    scalableTargets: [scalableTarget({ minCapacity: bounds[0], maxCapacity: bounds[1], policies: [policy] })],
    timings: DEFAULT_TIMINGS,
  });
}

/** Hears what tasks used, and all that scaling does. */
class Listener extends Observer {
  readonly used: {
    readonly from: number;
    readonly to: number;
    readonly cpu: number;
    readonly tasks: number;
  }[] = [];
  readonly alarms: { readonly at: number; readonly alarm: number; readonly to: string }[] = [];
  readonly activities: { readonly at: number; readonly activity: ScalingActivity }[] = [];
  readonly held: { readonly at: number; readonly decision: PolicyDecision }[] = [];
  world!: World;
  private settledAt = 0;

  override begin(world: World): void {
    this.world = world;
  }

  override tasksUsed(at: number, _workload: number, taskMs: number, cpu: number): void {
    const { settledAt: from } = this;
    this.used.push({ from, to: at, cpu, tasks: taskMs / (at - from) });
  }

  /** Told at the end of each time over which tasks were told, and where there was none. */
  override requestsFlowed(at: number): void {
    this.settledAt = at;
  }

  override alarmChanged(at: number, index: number, _from: string, to: string): void {
    this.alarms.push({ at, alarm: index, to });
  }

  override scalingActed(at: number, activity: ScalingActivity): void {
    this.activities.push({ at, activity });
  }

  override scalingHeld(at: number, _target: number, decision: PolicyDecision): void {
    this.held.push({ at, decision });
  }
}

function run(scenario: Scenario) {
  const listener = new Listener();
  const simulation = createSimulation(scenario, [listener]);
  advanceTo(simulation, DURATION);
  return { listener, simulation };
}

/** Data points of CPUUtilization, step by step from the run's start, added up from all that was told; null: no task ran. */
function pointsOf({ used }: Listener, stepMs: number): (number | null)[] {
  return Array.from({ length: Math.floor(DURATION / stepMs) }, (_, step) => {
    let cpu = 0;
    let reserved = 0;
    for (const { from, to, cpu: each, tasks } of used) {
      const ms = Math.min(to, (step + 1) * stepMs) - Math.max(from, step * stepMs);
      if (ms <= 0) continue;
      cpu += ms * tasks * each;
      reserved += ms * tasks * 1024;
    }
    return reserved === 0 ? null : (100 * cpu) / reserved;
  });
}

/** A point of `width` steps together: the mean over samples, of which each step has one a task. */
function overPeriod(listener: Listener, stepMs: number, width: number, last: number): number | null {
  let sum = 0;
  let samples = 0;
  for (let step = last - width + 1; step <= last; step++) {
    const point = step < 0 ? null : (pointsCache(listener, stepMs)[step] ?? null);
    if (point === null) continue;
    let tasksMs = 0;
    for (const { from, to, tasks } of listener.used)
      tasksMs += Math.max(0, Math.min(to, (step + 1) * stepMs) - Math.max(from, step * stepMs)) * tasks;
    sum += point * (tasksMs / stepMs);
    samples += tasksMs / stepMs;
  }
  return samples === 0 ? null : sum / samples;
}

const cache = new WeakMap<Listener, Map<number, (number | null)[]>>();
function pointsCache(listener: Listener, stepMs: number): (number | null)[] {
  const own = cache.get(listener) ?? new Map<number, (number | null)[]>();
  cache.set(listener, own);
  const points = own.get(stepMs) ?? pointsOf(listener, stepMs);
  own.set(stepMs, points);
  return points;
}

test('an alarm changes when a reading by the book of each evaluation does', () => {
  let changes = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const { listener, simulation } = run(scenarioOf(given));
      const watched = simulation.metrics.alarms.find(({ name }) => name === 'own')!;
      const { rule, query } = given.alarm;
      const stepMs = Math.min(query.periodMs, MINUTE);
      const width = query.periodMs / stepMs;
      const delay = DEFAULT_TIMINGS[stepMs < MINUTE ? 'cloudwatch.delay.highResolution' : 'cloudwatch.delay'];
      const expected: { at: number; to: string }[] = [];
      let state = 'INSUFFICIENT_DATA';
      for (let at = watched.phaseMs; at < DURATION; at += watched.everyMs) {
        const newest = Math.floor((at - delay) / stepMs) - 1;
        const window = Array.from({ length: rule.evaluationRange }, (_, i) => {
          const last = newest - (rule.evaluationRange - 1 - i) * width;
          return last < 0 ? null : overPeriod(listener, stepMs, width, last);
        });
        const above = rule.comparison === 'GreaterThanThreshold';
        const breaching = window.map((point) =>
          point === null ? null : above ? point > rule.threshold : point <= rule.threshold,
        );
        const setting = {
          n: rule.evaluationPeriods,
          m: rule.datapointsToAlarm,
          treat: rule.treatMissingData,
        };
        const next = stateByTheBook(breaching, setting, state);
        if (next !== state) expected.push({ at, to: next });
        state = next;
      }
      changes += expected.length;
      const heard = listener.alarms.filter((change) => change.alarm === watched.index);
      expect(heard.map(({ at, to }) => ({ at, to }))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
  expect(changes).toBeGreaterThan(50);
});

test('desired stays within bounds, cooldowns hold, and a service at its maximum says so', () => {
  let acted = 0;
  let atMaximum = 0;
  fc.assert(
    fc.property(parts, (given) => {
      const { listener } = run(scenarioOf(given));
      const policy = given.policy as Extract<ScalingPolicySpec, { kind: 'targetTracking' }>;
      const [least, most] = given.bounds;
      let inUntil = 0;
      for (const { at, activity } of listener.activities) {
        const { from, to, decision } = activity;
        acted++;
        // What begins outside of the bounds comes between them.
        expect(to).toBeGreaterThanOrEqual(least);
        expect(to).toBeLessThanOrEqual(most);
        if (to < from) {
          expect(policy.disableScaleIn).toBe(false);
          expect(at).toBeGreaterThanOrEqual(inUntil);
          inUntil = at + policy.scaleInCooldownMs;
        } else inUntil = 0;
        expect(decision!.value! > policy.targetValue).toBe(to > from);
      }
      for (const { decision } of listener.held)
        if (decision.direction === 'out' && decision.desired === most && decision.computed! > most) {
          atMaximum++;
          expect(decision.reason).toBe('alreadyAtMaximum');
        }
    }),
    { numRuns: 60 },
  );
  expect(acted).toBeGreaterThan(40);
  expect(atMaximum).toBeGreaterThan(5);
});

test('under a constant load it comes to rest', () => {
  fc.assert(
    fc.property(parts, (given) => {
      // What comes of an activity is seen after some four minutes: who acts again before that goes on for ever.
      const policy = { ...given.policy, scaleOutCooldownMs: 300_000, scaleInCooldownMs: 300_000 };
      const { requests } = given.load;
      const constant = { ...given.load, requests: { ...requests!, noise: 'exact' as const } };
      const rate = { ...requests!.rate!, atMs: [0], perSecond: [requests!.rate!.perSecond[0]!] };
      const { listener } = run(
        scenarioOf({ ...given, policy, load: { ...constant, requests: { ...constant.requests, rate } } }),
      );
      // Each scale-out grows by what 100 % is of the target; within two hours the last one has been.
      expect(listener.activities.filter(({ at }) => at > 150 * MINUTE)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('with noise inside the dead band it comes to about the tasks that it needs, in a few activities', () => {
  const noise = fc.array(fc.integer({ min: 920, max: 990 }), { minLength: 180, maxLength: 180 });
  fc.assert(
    fc.property(
      parts,
      fc.integer({ min: 20, max: 70 }),
      fc.integer({ min: 1, max: 12 }),
      noise,
      (given, targetValue, tasks, parts) => {
        const cooldowns = { scaleOutCooldownMs: 300_000, scaleInCooldownMs: 300_000 };
        const policy = {
          ...given.policy,
          ...cooldowns,
          targetValue,
          disableScaleIn: false,
        } as ScalingPolicySpec;
        // A task can do 100 requests a second: each minute some 92 to 99 % of what so many tasks do at the target.
        const rate = {
          ...given.load.requests!.rate!,
          atMs: parts.map((_, minute) => minute * MINUTE),
          perSecond: parts.map((part) => (tasks * targetValue * part) / 1000),
        };
        const requests = {
          ...given.load.requests!,
          noise: 'exact' as const,
          rate,
          cpuTime: { kind: 'constant' as const, meanMs: 10 },
        };
        const { listener, simulation } = run(
          scenarioOf({ ...given, policy, bounds: [1, 30], load: { ...given.load, requests } }),
        );
        const { desired } = simulation.serviceStates[0]!;
        expect(desired).toBeGreaterThanOrEqual(tasks);
        // A backlog can have it go further; a tenth too many is within the band, too.
        expect(desired).toBeLessThanOrEqual(Math.ceil(1.1 * tasks));
        expect(listener.activities.length).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 20 },
  );
});

test('a run that is saved anywhere and restored ends as it would have', () => {
  fc.assert(
    fc.property(parts, fc.integer({ min: 1, max: DURATION - 1 }), (given, at) => {
      const scenario = scenarioOf(given);
      const whole = createSimulation(scenario);
      advanceTo(whole, DURATION);
      const first = createSimulation(scenario);
      advanceTo(first, at);
      const saved = snapshot(first);
      advanceTo(first, DURATION);
      const second = createSimulation(scenario);
      restore(second, saved);
      advanceTo(second, DURATION);
      expect(second.digest.hex()).toBe(whole.digest.hex());
      expect(first.digest.hex()).toBe(whole.digest.hex());
    }),
    { numRuns: 20 },
  );
});
