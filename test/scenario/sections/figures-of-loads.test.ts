import { expect, test } from 'vitest';
import { complaintsOf, served } from '../../support/load.ts';

/** `web` takes requests, `api` works on a queue, `db` has tasks and nothing more. */
const WORKLOADS = [
  { service: 'web', requests: { rate: { constant: 5 }, cpuMsPerRequest: 20 } },
  { service: 'api', requests: { queue: { messages: { constant: 5 }, workMs: 20 } } },
  { service: 'db', usage: { cpu: 0.5 } },
];

const assertion = (that: string, scope?: string, workloads: readonly unknown[] = WORKLOADS) =>
  served(workloads, { assertions: [{ that, atMost: 5, ...(scope === undefined ? {} : { scope }) }] });

test.each([
  ['services["main/web"].latencyMs.p95', undefined],
  ['services["main/web"].requests', undefined],
  ['services["main/api"].queue.messagesMax', undefined],
  ['services["main/api"].latencyMs.p95', undefined],
  ['services["main/db"].cpuUtilization.p95', undefined],
  ['services["main/db"].running.max', undefined],
  ['max(latencyP95Ms)', undefined],
  ['max(latencyP95Ms)', 'service/main/web'],
  ['max(messagesWaiting)', 'cluster/main'],
  ['max(running)', 'service/main/db'],
])('%s of %s will be there', async (that, scope) => {
  expect(await complaintsOf(assertion(that, scope))).toEqual([]);
});

test.each([
  ['services["main/db"].latencyMs.p95', undefined, 'No requests come to main/db.'],
  ['services["main/db"].requestsBy.served', undefined, 'No requests come to main/db.'],
  ['services["main/web"].queue.messagesMax', undefined, 'There is no `queue` of main/web.'],
  ['max(latencyP95Ms)', 'service/main/db', 'No requests come to main/db.'],
  ['max(messagesWaiting)', 'service/main/web', 'There is no `queue` of main/web.'],
])('%s of %s will not', async (that, scope, why) => {
  const complaints = await complaintsOf(assertion(that, scope));
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('assertions[0].that: expected a figure that the run will have, received');
  expect(complaints[0]).toContain(why);
});

test('where there is no load at all, the run has no such column', async () => {
  expect(await complaintsOf(assertion('max(latencyP95Ms)', undefined, []))).toEqual([
    'assertions[0].that: expected a figure that the run will have, received "latencyP95Ms". No requests come to any service.',
  ]);
  expect(await complaintsOf(assertion('max(messagesWaiting)', 'cluster/main', [WORKLOADS[0]]))).toEqual([
    'assertions[0].that: expected a figure that the run will have, received "messagesWaiting". There is no `queue` of a service of main.',
  ]);
});

test('nothing is said while a load is wrong', async () => {
  const workloads = [{ service: 'web', requests: { rate: 80, cpuMsPerRequest: 5 } }];
  const complaints = await complaintsOf(assertion('services["main/web"].requests', undefined, workloads));
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain('requests.rate');
});
