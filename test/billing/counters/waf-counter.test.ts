import { expect, test } from 'vitest';
import { behind, network, outcomeOf, requestsTo, serviceOf, used, ZONES } from '../../support/network.ts';

const REQUESTS = /RequestV2-Tier1$/;
const ACLS = /WebACLV2$/;
const RULES = /RuleV2$/;
const MONTH_HOURS = 31 * 24;
const ACL = { name: 'wall', rules: [{ name: 'one' }, { name: 'two' }], resourceArns: ['shop'] };

/** `web` behind the load balancer `shop`, and `api`, which it calls. */
const walled = (rate: number, webACLs: readonly object[] = [ACL], api: object = serviceOf('api')) =>
  network({
    targetGroups: ['web', 'api'].map((name) => ({ name, targetType: 'ip' })),
    loadBalancers: [
      { name: 'shop', targetGroups: ['web'], availabilityZones: ZONES },
      { name: 'inner', scheme: 'internal', targetGroups: ['api'], availabilityZones: ZONES },
    ],
    services: [behind('web'), api],
    workloads: [
      requestsTo('web', rate, { calls: [{ service: 'api', perRequest: 0.5 }] }),
      requestsTo('api', null),
    ],
    webACLs,
  });

test('WAF inspects what comes by a load balancer that a web ACL protects: twice as much of twice as many requests', async () => {
  expect(await used(walled(10), REQUESTS)).toBe(72_000);
  expect(await used(walled(20), REQUESTS)).toBe(144_000);
  expect(await used(walled(10, [{ ...ACL, resourceArns: [] }]), REQUESTS)).toBe(0);
  expect(await used(walled(10, []), REQUESTS)).toBe(0);
});

test('calls by a protected load balancer are inspected, those that come straight are not', async () => {
  const inner = { ...ACL, resourceArns: ['inner'] };
  expect(await used(walled(10, [inner]), REQUESTS)).toBe(0);
  expect(await used(walled(10, [inner], behind('api')), REQUESTS)).toBeCloseTo(36_000, -1);
});

test('a web ACL and its rules cost by the started hour', async () => {
  expect(await used(walled(10), ACLS)).toBeCloseTo(2 / MONTH_HOURS, 6);
  expect(await used(walled(10), RULES)).toBeCloseTo((2 * 2) / MONTH_HOURS, 6);
  expect(await used(walled(10, []), /V2/)).toBe(0);
});

test('it costs $0.60 a million, put down to the services behind the load balancer', async () => {
  const { costs } = await outcomeOf(walled(10));
  const rows = costs.filter(({ usageType }) => REQUESTS.test(usageType));
  expect(rows.map(({ service }) => service)).toEqual(rows.map(() => 'web'));
  expect(rows.reduce((sum, { billedCost }) => sum + Number(billedCost), 0)).toBeCloseTo(0.072 * 0.6, 9);
});
