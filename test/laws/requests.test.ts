import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../src/catalog/defaults.ts';
import { RequestCounts } from '../../src/environment/load/request-counts.ts';
import { Observer } from '../../src/events/observer.ts';
import type { RequestFlow } from '../../src/events/request-flow.ts';
import type { World } from '../../src/events/world.ts';
import type { ServiceSummary } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import type { LogHistogram } from '../../src/kernel/log-histogram.ts';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { FailureSpec, LoadSpec, Scenario, ServiceSpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { InvariantChecker } from '../support/invariant-checker.ts';
import { discovery, loadsArbitrary } from '../support/loads-arbitrary.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { container, DEFAULT_TIMINGS, instances, ROUTING, scenarioWith } from '../support/scenario.ts';

const MINUTE = 60_000;
const DURATION = 30 * MINUTE;
/** Nothing new begins after this. */
const ACTIVE = 15 * MINUTE;
const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** Kinds of ends that a request can have: of each less than a whole one can be left. */
const PARTS = 7;
const NAMES = ['main/web0', 'main/web1'] as const;

const group = (name: string, parts: Partial<Scenario['targetGroups'][number]>) => ({
  name,
  arn: `arn:${name}`,
  healthCheck: { intervalMs: 5000, healthyThreshold: 2, unhealthyThreshold: 2 },
  deregistrationDelayMs: 30_000,
  routing: ROUTING,
  ...parts,
});
const TARGET_GROUPS: Scenario['targetGroups'] = [
  group('quick', { deregistrationDelayMs: 0 }),
  group('slow', { routing: { ...ROUTING, crossZone: false, slowStartMs: 60_000 } }),
  group('even', { routing: { ...ROUTING, algorithm: 'least_outstanding_requests' } }),
];

const service = fc.record({
  desiredCount: fc.integer({ min: 1, max: 4 }),
  taskDefinitionIndex: fc.nat(1),
  launchType: fc.constantFrom<ServiceSpec['launchType']>('EC2', 'FARGATE'),
  targetGroup: fc.constantFrom(null, 0, 1, 2),
  discovery,
});
const atMs = fc.nat(ACTIVE);
const action: fc.Arbitrary<ActionSpec> = fc.oneof(
  fc
    .record({
      atMs,
      service: fc.constantFrom('web0', 'web1'),
      desiredCount: fc.option(fc.nat(4)),
      taskDefinitionIndex: fc.option(fc.nat(1)),
      forceNewDeployment: fc.boolean(),
    })
    .map((update) => ({ kind: 'updateService' as const, cluster: 'main', deployment: {}, ...update })),
  fc
    .record({
      atMs,
      availabilityZone: fc.constantFrom(...ZONES),
      forMs: fc.integer({ min: 1, max: 300_000 }),
    })
    .map((outage) => ({ kind: 'availabilityZoneOutage' as const, ...outage })),
  fc
    .record({ atMs, task: fc.constantFrom('capped-1', 'capped-2', 'free-1', 'free-2') })
    .map((stop) => ({ kind: 'stopTask' as const, cluster: 'main', reason: 'Task stopped by user', ...stop })),
);

/** Tasks that answer with errors for a while, or for good. */
const failure: fc.Arbitrary<FailureSpec> = fc
  .record({
    share: fc.constantFrom(0.3, 1),
    afterMs: fc.nat(ACTIVE),
    forMs: fc.constantFrom(null, 20_000),
  })
  .map((times) => ({ kind: 'healthCheck', taskDefinitionIndexes: null, service: null, ...times }));

/** Two services that requests come to, on shared instances or on Fargate, and what happens to their tasks on the way. */
function scenarios(loads: fc.Arbitrary<LoadSpec[]> = loadsArbitrary(ACTIVE, 120)): fc.Arbitrary<Scenario> {
  return fc
    .record({
      services: fc.tuple(service, service),
      loads,
      hosts: fc.integer({ min: 1, max: 4 }),
      isBurstable: fc.boolean(),
      actions: fc.array(action, { maxLength: 4 }),
      failures: fc.array(failure, { maxLength: 1 }),
      isInstant: fc.boolean(),
      seed: fc.nat(1000).map(String),
    })
    .map(({ services, loads: found, hosts, isBurstable, actions, failures, isInstant, seed }) => {
      const burstable = { mode: 'standard', baselineVcpu: 0.5, mostCredits: 20, launchCredits: 3 } as const;
      const base = scenarioWith({
        simulation: { durationMs: DURATION, seed },
        timings: isInstant ? INSTANT_TIMINGS : DEFAULT_TIMINGS,
        cluster: {
          containerInstances: [
            instances(hosts, 2048, 4096, {
              availabilityZones: ZONES,
              hourlyPrice: '0.1',
              burstable: isBurstable ? burstable : null,
            }),
          ],
        },
        workloads: [],
        loads: found,
        targetGroups: TARGET_GROUPS,
        failures,
        services: services.map(({ targetGroup, ...spec }, i) => ({
          ...spec,
          serviceName: `web${i}`,
          ...(spec.launchType === 'FARGATE'
            ? { taskDefinitionIndex: 0, taskDefinitionIndexes: [0] }
            : { taskDefinitionIndexes: [spec.taskDefinitionIndex, 1 - spec.taskDefinitionIndex] }),
          loadBalancers:
            targetGroup === null ? [] : [{ targetGroup, containerName: 'main', containerPort: 80 }],
        })),
        // On Fargate there is always a limit.
        actions: actions
          .filter(
            (one) =>
              one.kind !== 'updateService' ||
              one.taskDefinitionIndex !== 1 ||
              services[one.service === 'web0' ? 0 : 1].launchType === 'EC2',
          )
          .sort((a, b) => a.atMs - b.atMs),
      });
      const [definition] = base.taskDefinitions as [Scenario['taskDefinitions'][number]];
      const capped = { cpu: 512, cpuShares: 1024, memory: 1024 };
      return {
        ...base,
        taskDefinitions: [capped, { cpu: null, cpuShares: 512, memory: null }].map((limits, i) => ({
          ...definition,
          family: i === 0 ? 'capped' : 'free',
          requiresCompatibilities: ['EC2', 'FARGATE'] as const,
          need: { cpu: 512, memory: 1024, gpu: 0 },
          limits,
          containers: [container({ stopTimeoutMs: 5000 })],
        })),
      };
    });
}

type Offered = ServiceSummary & {
  readonly requests: number;
  readonly failedRequests: number;
  readonly requestsBy: NonNullable<ServiceSummary['requestsBy']>;
};

const outcomeOf = (scenario: Scenario, observers: readonly Observer[] = []) =>
  runScenario({ scenario, prices: TEST_PRICES }, null, observers);

/** The services that something comes to. */
function offeredTo(scenario: Scenario, observers: readonly Observer[] = []): Map<string, Offered> {
  const entries = Object.entries(outcomeOf(scenario, observers).services);
  return new Map(entries.filter((entry): entry is [string, Offered] => entry[1].requests !== null));
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

/** What RequestCounts gives for a load over the whole run. */
function countOf({ service: index, requests }: LoadSpec, { simulation: { seed } }: Scenario): number {
  const series = requests!.rate ?? requests!.queue!.messages;
  const counts = new RequestCounts(series, requests!.noise, `${seed}/requests/${NAMES[index]}`, DURATION);
  let count = 0;
  for (; counts.fromMs < DURATION; counts.next()) count += counts.count;
  return count;
}

/** Loads whose requests all come from outside. */
const uncalled = ({ loads }: Scenario) =>
  loads.filter(
    ({ requests }, index) =>
      requests !== null && !loads.some((other) => other.requests?.calls.some(({ load }) => load === index)),
  );

/** Adds up all that is told of requests. */
class Flows extends Observer {
  readonly flows: RequestFlow[] = [];
  readonly responses: number[] = [];
  /** By service, caller and call: requests that came by it, and those of them that were answered. */
  readonly arrivals = new Map<string, readonly [came: number, answered: number]>();
  /** How what came was spread over zones, each part a part of all. */
  mostSpread = 0;
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }
  override requestsArrived(
    _at: number,
    index: number,
    caller: number,
    call: number,
    requests: number,
    answered: number,
  ): void {
    const key = `${index}/${caller}/${call}`;
    const [came, done] = this.arrivals.get(key) ?? [0, 0];
    this.arrivals.set(key, [came + requests, done + answered]);
    const spread = this.world.requestSpread(index);
    for (const { workload, zone, share } of spread)
      if (this.world.workloads[workload]!.service !== NAMES[index] || zone < 0 || share <= 0)
        this.mostSpread = Number.POSITIVE_INFINITY;
    this.mostSpread = Math.max(
      this.mostSpread,
      spread.reduce((total, { share }) => total + share, 0),
    );
  }
  override requestsFlowed(_at: number, index: number, flow: RequestFlow): void {
    const before = (this.flows[index] ??= { ...flow, offered: 0, served: 0, ...NO_FAILURES });
    this.flows[index] = added(before, flow);
  }
  override responsesSeen(_at: number, index: number, _responses: LogHistogram, requests: number): void {
    this.responses[index] = (this.responses[index] ?? 0) + requests;
  }
}

const NO_FAILURES = { rejected: 0, timedOut: 0, cutOff: 0, noTarget: 0, errors: 0, failedCalls: 0 };

function added(a: RequestFlow, b: RequestFlow): RequestFlow {
  return {
    offered: a.offered + b.offered,
    served: a.served + b.served,
    rejected: a.rejected + b.rejected,
    timedOut: a.timedOut + b.timedOut,
    cutOff: a.cutOff + b.cutOff,
    noTarget: a.noTarget + b.noTarget,
    errors: a.errors + b.errors,
    failedCalls: a.failedCalls + b.failedCalls,
  };
}

test('every request that comes is served, has failed for one reason, or is in flight', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(scenarios(), (scenario) => {
      const flows = new Flows();
      // It also holds what was told to be in flight against what the tasks have.
      const services = offeredTo(scenario, [flows, new InvariantChecker()]);
      for (const [name, { requests, failedRequests, requestsBy, latencyMs }] of services) {
        const { served, inFlightAtEnd, ...failures } = requestsBy;
        for (const [kind, count] of Object.entries(requestsBy)) {
          expect(Number.isInteger(count) && count >= 0, `${kind} ${count}`).toBe(true);
          if (count > 0) seen[kind] = (seen[kind] ?? 0) + 1;
        }
        expect(requests).toBe(served + failedRequests + inFlightAtEnd);
        expect(failedRequests).toBe(sum(Object.values(failures)));
        const index = NAMES.indexOf(name as 'main/web0');
        expect(flows.flows[index]?.offered ?? 0).toBe(requests);
        if (scenario.loads.some((load) => load.service === index && load.requests!.queue !== null)) continue;
        // Parts of requests are put together at the end, as served ones.
        expect(Math.abs((flows.responses[index] ?? 0) - served)).toBeLessThanOrEqual(PARTS);
        if (served > PARTS) expect(latencyMs).not.toBeNull();
        // What they came by, together, is all that came; of each source less than a whole one can be left.
        const sources = [...flows.arrivals].filter(([key]) => key.startsWith(`${index}/`));
        const total = (at: 0 | 1) => sum(sources.map(([, counts]) => counts[at]));
        expect(Math.abs(total(0) - requests)).toBeLessThanOrEqual(sources.length);
        expect(Math.abs(total(1) - served)).toBeLessThanOrEqual(PARTS + sources.length);
        for (const [, [came, answered]] of sources) {
          expect(Number.isInteger(came) && Number.isInteger(answered)).toBe(true);
          expect(answered).toBeLessThanOrEqual(came + 1);
        }
      }
      expect(flows.mostSpread).toBeLessThan(1 + 1e-9);
      for (const load of uncalled(scenario))
        expect(services.get(NAMES[load.service]!)!.requests).toBe(countOf(load, scenario));
    }),
    { numRuns: 20, seed: 61 },
  );
  for (const kind of [
    'served',
    'inFlightAtEnd',
    'rejected',
    'timedOut',
    'cutOff',
    'noTarget',
    'errors',
    'failedCalls',
  ])
    expect(seen[kind] ?? 0, kind).toBeGreaterThan(2);
});

test('a quarter of an hour after the last request nothing is in flight', () => {
  let count = 0;
  const ended = loadsArbitrary(ACTIVE, 120).map((loads) =>
    loads.map((load): LoadSpec => {
      const { requests } = load;
      if (requests?.rate == null) return load;
      const rate = {
        ...requests.rate,
        endMs: Math.max(ACTIVE, requests.rate.atMs.at(-1)! + 1),
        repeat: false,
      };
      return { ...load, requests: { ...requests, rate } };
    }),
  );
  fc.assert(
    fc.property(scenarios(ended), (scenario) => {
      for (const [, { requests, requestsBy, queue }] of offeredTo(scenario)) {
        if (queue !== null) continue;
        count += requests;
        expect(requestsBy.inFlightAtEnd).toBe(0);
      }
    }),
    { numRuns: 12, seed: 62 },
  );
  expect(count).toBeGreaterThan(50_000);
});

test('the timeline has the same requests, step by step, and tasks with a hard limit use no more', () => {
  fc.assert(
    fc.property(scenarios(), (scenario) => {
      const { timeline, services } = outcomeOf(scenario);
      const { scope, name, requests, failedRequests } = timeline.columns;
      const total = (column: readonly unknown[], row: (i: number) => boolean) =>
        sum(column.map((value, i) => (row(i) ? ((value as number | null) ?? 0) : 0)));
      const all = { requests: 0, failed: 0 };
      for (const [own, summary] of Object.entries(services)) {
        const isOwn = (i: number) => scope[i] === 'service' && name[i] === own;
        expect(total(requests, isOwn)).toBe(summary.requests ?? 0);
        expect(total(failedRequests, isOwn)).toBe(summary.failedRequests ?? 0);
        all.requests += summary.requests ?? 0;
        all.failed += summary.failedRequests ?? 0;
        const index = NAMES.indexOf(own as 'main/web0');
        const { launchType } = scenario.services[index]!;
        const isCapped = scenario.services[index]!.taskDefinitionIndexes.every(
          (definition) =>
            launchType === 'FARGATE' || scenario.taskDefinitions[definition]!.limits.cpu !== null,
        );
        if (isCapped && summary.cpuUtilization !== null)
          expect(summary.cpuUtilization.p95).toBeLessThanOrEqual(100);
      }
      expect(total(requests, (i) => scope[i] === 'run')).toBe(all.requests);
      expect(total(failedRequests, (i) => scope[i] === 'cluster')).toBe(all.failed);
    }),
    { numRuns: 12, seed: 63 },
  );
});

test('a run that is saved anywhere and restored goes on as if nothing had been', () => {
  fc.assert(
    fc.property(scenarios(), fc.nat(600), (scenario, timers) => {
      const [whole, before, after] = [new Flows(), new Flows(), new Flows()];
      const straight = createSimulation(scenario, [whole]);
      advanceTo(straight, 1e12);
      const first = createSimulation(scenario, [before]);
      advanceTo(first, 1e12, timers);
      const state = snapshot(first);
      const told = before.flows.slice();
      const arrived = new Map(before.arrivals);
      advanceTo(first, 1e12);
      const second = createSimulation(scenario, [after]);
      restore(second, state);
      advanceTo(second, 1e12);
      expect(second.digest.hex()).toBe(straight.digest.hex());
      expect(second.events).toBe(straight.events);
      for (const [index, flow] of whole.flows.entries()) {
        if (flow === undefined) continue;
        const [early, late] = [told[index], after.flows[index]];
        expect(early === undefined ? late : late === undefined ? early : added(early, late)).toEqual(flow);
      }
      for (const [key, counts] of whole.arrivals) {
        const [early, late] = [arrived.get(key) ?? [0, 0], after.arrivals.get(key) ?? [0, 0]];
        expect([early[0] + late[0], early[1] + late[1]], key).toEqual(counts);
      }
      const credits = ({ hosts }: typeof second) => [...hosts.values()].map((host) => host.credits);
      expect(credits(second)).toEqual(credits(straight));
    }),
    { numRuns: 10, seed: 64 },
  );
});

test('nobody notices whether somebody listens to what requests come by', () => {
  class Listener extends Observer {
    override requestsArrived(): void {}
  }
  fc.assert(
    fc.property(scenarios(), (scenario) => {
      const [alone, heard] = [createSimulation(scenario, []), createSimulation(scenario, [new Listener()])];
      for (const run of [alone, heard]) advanceTo(run, 1e12);
      expect(heard.events).toBe(alone.events);
      for (const [i, { told }] of heard.loads.entries())
        for (const [kind, count] of Object.entries(told))
          expect(Math.abs(count - alone.loads[i]!.told[kind as keyof typeof told]), kind).toBeLessThanOrEqual(
            kind === 'served' ? PARTS : 1,
          );
    }),
    { numRuns: 15, seed: 68 },
  );
});

test('same seed, same outcome', () => {
  fc.assert(
    fc.property(scenarios(), (scenario) => {
      expect(outcomeOf(scenario)).toEqual(outcomeOf(scenario));
    }),
    { numRuns: 6, seed: 65 },
  );
});

test('what comes does not depend on who serves it: other counts, sizes and strategies move no request', () => {
  fc.assert(
    fc.property(scenarios(), fc.integer({ min: 0, max: 5 }), (scenario, desiredCount) => {
      const other: Scenario = {
        ...scenario,
        actions: [],
        services: scenario.services.map((spec) => ({
          ...spec,
          desiredCount,
          placementStrategy: [{ type: 'binpack', field: 'memory' }],
        })),
      };
      const [services, others] = [offeredTo(scenario), offeredTo(other)];
      for (const { service: index } of uncalled(scenario))
        expect(others.get(NAMES[index]!)!.requests).toBe(services.get(NAMES[index]!)!.requests);
    }),
    { numRuns: 12, seed: 66 },
  );
});

test('looking more often changes nothing but roundings', () => {
  fc.assert(
    fc.property(scenarios(), fc.constantFrom(1000, 7000, 61_000), (scenario, timelineStepMs) => {
      const often = { ...scenario, simulation: { ...scenario.simulation, timelineStepMs } };
      const seldom = { ...scenario, simulation: { ...scenario.simulation, timelineStepMs: DURATION } };
      const [one, other] = [offeredTo(often), offeredTo(seldom)];
      for (const [name, { requests, requestsBy }] of one) {
        const same = other.get(name)!;
        expect(requests).toBe(same.requests);
        for (const [kind, count] of Object.entries(requestsBy))
          expect(
            Math.abs(count - same.requestsBy[kind as keyof typeof requestsBy]),
            `${name} ${kind} ${count}`,
          ).toBeLessThanOrEqual(kind === 'served' ? PARTS : 1);
      }
    }),
    { numRuns: 20, seed: 67 },
  );
});
