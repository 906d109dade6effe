import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { RequestFlow } from '../../../src/events/request-flow.ts';
import type { CostRow } from '../../../src/experiment/outcome.ts';
import { type Step, slowBalancer, slowEgress, type Told } from '../../oracles/slow-network.ts';
import { behind, network, outcomeOf, requestsTo, usageIn, ZONES } from '../../support/network.ts';

/** Writes down what became of requests, not what they came by. */
class Flows extends Observer {
  readonly told: Told[] = [];
  private readonly startMs: number;

  constructor(startMs: number) {
    super();
    this.startMs = startMs;
  }

  override requestsFlowed(at: number, _service: number, { offered, served }: RequestFlow): void {
    this.told.push({ atMs: this.startMs + at, requests: offered, answered: served });
  }
}

const STEPS: readonly Step[] = [
  { from: 0, rate: 900_000_000n },
  { from: 10_240, rate: 850_000_000n },
  { from: 51_200, rate: 700_000_000n },
  { from: 153_600, rate: 500_000_000n },
];

const runs = fc.record({
  type: fc.constantFrom('application' as const, 'network' as const),
  /** The last month of a quarter ends on the way. */
  startMs: fc.integer({ min: 0, max: 5 * 3600 }).map((seconds) => Date.UTC(2026, 2, 31, 20) + seconds * 1000),
  warmUpMinutes: fc.constantFrom(0, 0, 45, 95),
  rates: fc.array(fc.nat(60), { minLength: 1, maxLength: 5 }),
  tasks: fc.integer({ min: 1, max: 2 }),
  cpuMs: fc.constantFrom(1, 40),
  weight: fc.record({
    requestBytes: fc.constantFrom(0, 700),
    // The heaviest go through every step of the price.
    responseBytes: fc.constantFrom(0, 900, 40_000, 20_000_000, 400_000_000),
    requestsPerConnection: fc.constantFrom(1, 7),
    connectionSeconds: fc.constantFrom(0, 60, 900),
  }),
  freeTier: fc.boolean(),
  rules: fc.constantFrom(0, 10, 60, 400),
});

test('hours, capacity units and the steps of what leaves are those of the slow biller', async () => {
  let dimensions = 0;
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(runs, async (run) => {
      const { type, startMs, warmUpMinutes, rates, tasks, cpuMs, weight, freeTier } = run;
      const rules = type === 'application' ? run.rules : 0;
      const { connectionSeconds, ...others } = weight;
      const requests = {
        rate: { steps: rates.map((perSecond, i) => [`${i * 50}m`, perSecond]) },
        noise: 'poisson',
        cpuMsPerRequest: cpuMs,
        connectionDuration: connectionSeconds,
        ...others,
      };
      const text = network({
        simulation: {
          start: new Date(startMs).toISOString(),
          duration: '5h',
          warmUp: `${warmUpMinutes}m`,
        },
        pricing: { freeTier },
        targetGroups: [{ name: 'web', targetType: 'ip' }],
        loadBalancers: [{ name: 'shop', type, listeners: [ruled(rules)], availabilityZones: ZONES }],
        services: [behind('web', { desiredCount: tasks })],
        workloads: [requestsTo('web', null, requests)],
      });
      const flows = new Flows(startMs);
      const { costs } = await outcomeOf(text, [flows]);
      const fromMs = startMs + warmUpMinutes * 60_000;
      const { hours, units } = slowBalancer(type, flows.told, weight, fromMs, startMs + 5 * 3_600_000, rules);
      const { LoadBalancerUsage = 0, LCUUsage = 0 } = usageIn(costs, /^(LoadBalancerUsage|LCUUsage)$/);
      expect(LoadBalancerUsage).toBe(hours);
      // What was answered is told to within a request.
      expect(Math.abs(LCUUsage - units)).toBeLessThan(1e-6 + (hours * 2 * weight.responseBytes) / 1e9);
      const slow = slowEgress(flows.told, weight.responseBytes, STEPS, freeTier ? 100 : 0, fromMs);
      const paid = byMonth(costs.filter(({ usageType }) => usageType === 'DataTransfer-Out-Bytes'));
      for (const [month, nano] of slow) {
        // A whole request more or less at the dearest step.
        const request = (weight.responseBytes / 2 ** 30) * 0.09e9;
        expect(Math.abs(Number((paid.get(month)?.nano ?? 0n) - nano))).toBeLessThanOrEqual(2 * request + 1);
        steps = Math.max(steps, paid.get(month)?.rates.size ?? 0);
      }
      dimensions += Number(units > 0);
    }),
    { numRuns: 25, seed: 91 },
  );
  expect(dimensions).toBeGreaterThan(15);
  expect(steps).toBe(STEPS.length);
});

/** A listener with so many rules beside its default actions. */
function ruled(count: number): object {
  const actions = [{ type: 'forward', targetGroupArn: 'web' }];
  return {
    port: 443,
    defaultActions: actions,
    rules: Array.from({ length: count }, (_, i) => ({ priority: i + 1, actions })),
  };
}

interface Paid {
  nano: bigint;
  readonly rates: Set<string>;
}

function byMonth(rows: readonly CostRow[]): Map<number, Paid> {
  const months = new Map<number, Paid>();
  for (const { hour, billedCost, rate } of rows) {
    const day = new Date(hour);
    const month = day.getUTCFullYear() * 12 + day.getUTCMonth();
    const paid = months.get(month) ?? { nano: 0n, rates: new Set<string>() };
    months.set(month, paid);
    paid.nano += BigInt(Math.round(Number(billedCost) * 1e9));
    paid.rates.add(rate);
  }
  return months;
}
