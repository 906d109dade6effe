import { describe, expect, test } from 'vitest';
import type { ServiceSummary } from '../../../src/experiment/outcome.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import {
  quantileOf,
  type RequestService,
  simulateRequests,
  type Work,
} from '../../oracles/request-simulation.ts';
import { load } from '../../support/load.ts';
import { TEST_PRICES } from '../../support/prices.ts';

interface Case {
  readonly vcpu: number;
  readonly tasks: number;
  /** CPU work that comes as a part of all cores, half an hour each. */
  readonly utilisations: readonly number[];
  readonly work: Work;
  readonly waitMs?: number;
  readonly timeoutMs?: number;
  readonly most?: number;
}

const HALF_HOUR_MS = 1_800_000;
const SEEDS = [1, 2, 3, 4];
/** Student's t with 3 degrees of freedom: 95 % lie within. */
const T_95 = 3.182;

const exponential = (meanMs: number): Work => ({ kind: 'exponential', meanMs });
const constant = (meanMs: number): Work => ({ kind: 'constant', meanMs });
const lognormal = (meanMs: number, scv: number): Work => ({ kind: 'lognormal', meanMs, scv });

/** Requests a second that make tasks so busy. */
const rateOf = ({ vcpu, tasks, work }: Case, utilisation: number) =>
  (utilisation * vcpu * tasks * 1000) / work.meanMs;

/** A whole run of a service on Fargate. */
async function runOf(spec: Case): Promise<ServiceSummary> {
  const { vcpu, tasks, utilisations, work, waitMs = 0, timeoutMs = 3_600_000, most } = spec;
  const steps = utilisations.map((utilisation, i) => [`${i * 30}m`, rateOf(spec, utilisation)]);
  const { kind, meanMs: mean, scv } = work;
  const cpuMsPerRequest =
    kind === 'constant'
      ? { constant: mean }
      : kind === 'exponential'
        ? { exponential: { mean } }
        : { lognormal: { mean, scv } };
  const scenario = await load(
    JSON.stringify({
      simulation: { duration: `${utilisations.length * 30}m` },
      timings: 'instant',
      clusters: [{ clusterName: 'main', capacityProviders: ['FARGATE'] }],
      taskDefinitions: [
        {
          family: 'web',
          cpu: String(vcpu * 1024),
          memory: String(Math.max(512, vcpu * 2048)),
          networkMode: 'awsvpc',
          requiresCompatibilities: ['FARGATE'],
          containerDefinitions: [{ name: 'web', image: 'web' }],
        },
      ],
      services: [{ serviceName: 'web', taskDefinition: 'web', launchType: 'FARGATE', desiredCount: tasks }],
      workloads: [
        {
          service: 'web',
          requests: {
            rate: { steps },
            noise: 'exact',
            cpuMsPerRequest,
            waitMsPerRequest: waitMs,
            timeout: timeoutMs / 1000,
            ...(most === undefined ? {} : { maxConcurrentPerTask: most }),
          },
        },
      ],
    }),
  );
  return runScenario({ scenario, prices: TEST_PRICES }).services['main/web']!;
}

/** The same, request by request. */
function simulatedOf(spec: Case) {
  const { vcpu, tasks, utilisations, work, waitMs, timeoutMs, most } = spec;
  const service: Omit<RequestService, 'seed'> = {
    tasks: Array.from({ length: tasks }, () => ({ cores: vcpu, share: 1 / tasks })),
    rates: utilisations.map((utilisation, i) => ({
      fromMs: i * HALF_HOUR_MS,
      perSecond: rateOf(spec, utilisation),
    })),
    endMs: utilisations.length * HALF_HOUR_MS,
    work,
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(most === undefined ? {} : { most }),
  };
  const runs = SEEDS.map((seed) => simulateRequests({ ...service, seed }));
  return {
    offered: interval(runs.map(({ offered }) => offered)),
    served: interval(runs.map(({ served }) => served)),
    rejected: interval(runs.map(({ rejected }) => rejected)),
    timedOut: interval(runs.map(({ timedOut }) => timedOut)),
    mean: interval(runs.map(({ meanMs }) => meanMs)),
    p50: interval(runs.map(({ responses }) => quantileOf(responses, 0.5))),
    p99: interval(runs.map(({ responses }) => quantileOf(responses, 0.99))),
    utilisation: interval(runs.map(({ utilisation }) => 100 * utilisation)),
  };
}

/** Mean and half the width of its confidence interval. */
function interval(values: readonly number[]): { readonly mean: number; readonly halfWidth: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: T_95 * Math.sqrt(variance / values.length) };
}

/** Within this part of what was simulated, and what chance leaves open of that. */
function expectNear(
  actual: number,
  { mean, halfWidth }: ReturnType<typeof interval>,
  part: number,
  what: string,
) {
  const allowed = part * mean + halfWidth;
  expect(Math.abs(actual - mean), `${what}: ${actual}, simulated ${mean} ± ${halfWidth}`).toBeLessThanOrEqual(
    allowed,
  );
}

describe('below full load', () => {
  const CASES: readonly Case[] = [
    { vcpu: 1, tasks: 1, utilisations: [0.6], work: exponential(60) },
    { vcpu: 0.25, tasks: 4, utilisations: [0.7], work: lognormal(15, 4) },
    { vcpu: 0.5, tasks: 2, utilisations: [0.5], work: constant(40), waitMs: 100 },
    { vcpu: 2, tasks: 2, utilisations: [0.8], work: lognormal(200, 1), waitMs: 50 },
    { vcpu: 4, tasks: 1, utilisations: [0.85], work: exponential(150) },
    { vcpu: 1, tasks: 3, utilisations: [0.2, 0.75, 0.4], work: lognormal(120, 4) },
    { vcpu: 16, tasks: 1, utilisations: [0.9], work: lognormal(600, 2) },
    { vcpu: 2, tasks: 3, utilisations: [0, 0.5], work: constant(250), waitMs: 20 },
  ];
  test.each(CASES)('$tasks tasks of $vcpu vCPU, $utilisations busy, $work.kind work', async (spec) => {
    const [web, simulated] = [await runOf(spec), simulatedOf(spec)];
    expectNear(web.requests!, simulated.offered, 0, 'requests');
    expectNear(web.latencyMs!.mean, simulated.mean, 0.03, 'mean');
    expectNear(web.latencyMs!.p50, simulated.p50, 0.05, 'p50');
    expectNear(web.latencyMs!.p99, simulated.p99, 0.05, 'p99');
    expectNear(web.cpuUtilization!.mean, simulated.utilisation, 0.01, 'utilisation');
    expect(web.failedRequests).toBe(0);
  });
});

describe('with clients that go, and with limits', () => {
  const CASES: readonly Case[] = [
    // A few take too long by chance.
    { vcpu: 1, tasks: 2, utilisations: [0.7], work: lognormal(100, 4), timeoutMs: 1500 },
    { vcpu: 2, tasks: 1, utilisations: [0.6], work: exponential(100), timeoutMs: 400, waitMs: 50 },
    // A few find all places taken by chance.
    { vcpu: 1, tasks: 2, utilisations: [0.7], work: exponential(80), most: 5 },
    { vcpu: 2, tasks: 1, utilisations: [0.5], work: lognormal(80, 1), most: 4, waitMs: 40 },
    // Many do, because more comes than can be done: far above full load, or with many places, nearly all are taken.
    { vcpu: 1, tasks: 2, utilisations: [1.5], work: exponential(80), most: 60 },
    { vcpu: 0.5, tasks: 3, utilisations: [0.5, 2, 0.5], work: lognormal(40, 1), most: 30 },
    { vcpu: 4, tasks: 1, utilisations: [3], work: constant(200), most: 40, waitMs: 100 },
  ];
  test.each(CASES)('$tasks tasks of $vcpu vCPU, $utilisations of their capacity', async (spec) => {
    const [web, simulated] = [await runOf(spec), simulatedOf(spec)];
    const { served, rejected, timedOut } = web.requestsBy!;
    expectNear(served, simulated.served, 0.02, 'served');
    expectNear(rejected, simulated.rejected, 0.05, 'refused');
    expectNear(timedOut, simulated.timedOut, 0.1, 'timed out');
    expectNear(web.latencyMs!.mean, simulated.mean, 0.05, 'mean');
    expectNear(web.cpuUtilization!.mean, simulated.utilisation, 0.02, 'utilisation');
  });
});

describe('a backlog comes and goes', () => {
  // Those who share the cores are as many as those who stand in line only with exponential work.
  const CASES: readonly Case[] = [
    { vcpu: 1, tasks: 1, utilisations: [1.5, 0.2], work: exponential(400) },
    { vcpu: 0.5, tasks: 2, utilisations: [0.5, 1.3, 0.3], work: exponential(300) },
  ];
  test.each(CASES)('$tasks tasks of $vcpu vCPU, $utilisations of their capacity', async (spec) => {
    const [web, simulated] = [await runOf(spec), simulatedOf(spec)];
    expectNear(web.requests!, simulated.offered, 0, 'requests');
    expectNear(web.requestsBy!.served, simulated.served, 0.01, 'served');
    expectNear(web.cpuUtilization!.mean, simulated.utilisation, 0.01, 'utilisation');
    expectNear(web.latencyMs!.mean, simulated.mean, 0.05, 'mean');
    expect(web.failedRequests).toBe(0);
  });
});
