import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import type { RequestFlow } from '../../../src/events/request-flow.ts';
import { slowCalls } from '../../oracles/slow-meters.ts';
import { behind, network, outcomeOf, requestsTo, usageIn, ZONES } from '../../support/network.ts';

/** Writes down the requests that came, and those that tasks have worked on. */
class Told extends Observer {
  readonly came: number[] = [];
  readonly workedOn: number[] = [];

  override requestsFlowed(_at: number, _service: number, flow: RequestFlow): void {
    this.came.push(flow.offered);
    this.workedOn.push(flow.served + flow.timedOut + flow.cutOff + flow.errors + flow.failedCalls);
  }
}

const runs = fc.record({
  startMinute: fc.nat(59),
  rates: fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
  tasks: fc.integer({ min: 1, max: 2 }),
  cpuMs: fc.constantFrom(1, 90),
  atOnce: fc.constantFrom(1, 200),
  puts: fc.nat(8).map((eighths) => eighths / 8),
  gets: fc.nat(3),
  kms: fc.nat(3),
  bytes: fc.nat(100_000),
});

test('requests to WAF, S3 and KMS, and bytes of logs and objects, are those of a slow count of what was told', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(runs, async ({ startMinute, rates, tasks, cpuMs, atOnce, puts, gets, kms, bytes }) => {
      const requests = {
        rate: { steps: rates.map((perSecond, i) => [`${i * 25}m`, perSecond]) },
        cpuMsPerRequest: cpuMs,
        maxConcurrentPerTask: atOnce,
        logBytesPerRequest: bytes,
        s3: [{ bucket: 'near', puts, gets, bytesPerPut: bytes, bytesPerGet: 2 * bytes }],
        kms: [{ keyId: 'shop', requests: kms }],
      };
      const container = { name: 'web', image: 'web', portMappings: [{ containerPort: 80 }] };
      const text = network({
        simulation: { start: new Date(Date.UTC(2026, 2, 2, 0, startMinute)).toISOString(), duration: '2h' },
        taskDefinitions: [
          {
            family: 'web',
            cpu: '1024',
            memory: '2048',
            networkMode: 'awsvpc',
            containerDefinitions: [{ ...container, logConfiguration: { logDriver: 'splunk' } }],
          },
        ],
        images: { web: { sizeMb: 0 } },
        natGateways: [{ availabilityZone: ZONES[0] }],
        buckets: [{ name: 'near' }],
        kmsKeys: [{ keyId: 'shop' }],
        targetGroups: [{ name: 'web', targetType: 'ip' }],
        loadBalancers: [{ name: 'shop', targetGroups: ['web'], availabilityZones: ZONES }],
        webACLs: [{ name: 'wall', resourceArns: ['shop'] }],
        services: [behind('web', { desiredCount: tasks })],
        workloads: [requestsTo('web', null, requests)],
      });
      const told = new Told();
      const { costs } = await outcomeOf(text, [told]);
      const usage = usageIn(costs, /Requests|RequestV2|NatGateway-Bytes|Transfer-Out/);
      const close = (name: string, expected: number, within: number) =>
        expect(Math.abs((usage[name] ?? 0) - expected)).toBeLessThanOrEqual(within);
      const { came, workedOn } = told;
      close('USE1-RequestV2-Tier1', slowCalls(came, 1), 1);
      close('Requests-Tier1', slowCalls(workedOn, puts), 1);
      close('Requests-Tier2', slowCalls(workedOn, gets), Math.max(1, gets));
      close('KMS-Requests', slowCalls(workedOn, kms), Math.max(1, kms));
      // A dozen rows are of whole bytes with nine decimals of a GB, and the last request is told when the bill is made.
      const within = (each: number) => (12 + each) / 2 ** 30 + 12e-9;
      close('DataTransfer-Out-Bytes', slowCalls(workedOn, bytes) / 2 ** 30, within(bytes));
      const ofAll = bytes * (1 + puts + 2 * gets);
      close('NatGateway-Bytes', slowCalls(workedOn, ofAll) / 2 ** 30, within(ofAll));
      refused += Number(workedOn.reduce((sum, n) => sum + n, 0) < 0.9 * came.reduce((sum, n) => sum + n, 0));
    }),
    { numRuns: 10, seed: 12 },
  );
  expect(refused).toBeGreaterThan(0);
});
