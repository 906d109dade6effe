import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_QUOTAS, type QuotaName, quotaBreaches } from '../../src/catalog/quotas.ts';

test('what is above its quota is told with both numbers, in the order given', () => {
  expect(
    quotaBreaches(
      { fargateOnDemandVcpus: 6.25, tasksPerService: 5000, servicesPerCluster: 5001 },
      DEFAULT_QUOTAS,
    ),
  ).toEqual([
    { quota: 'fargateOnDemandVcpus', amount: 6.25, limit: 6 },
    { quota: 'servicesPerCluster', amount: 5001, limit: 5000 },
  ]);
});

test('AWS’s figures (ecs spec section 6)', () => {
  expect(DEFAULT_QUOTAS).toEqual({
    clustersPerAccount: 10_000,
    servicesPerCluster: 5000,
    tasksPerService: 5000,
    tasksPerServiceWithServiceDiscovery: 1000,
    containerInstancesPerCluster: 5000,
    capacityProvidersPerCluster: 20,
    containersPerTaskDefinition: 10,
    provisioningTasksPerCluster: 500,
    targetGroupsPerService: 5,
    fargateOnDemandVcpus: 6,
    fargateSpotVcpus: 6,
    taskDefinitionSizeKib: 64,
  });
});

const names = Object.keys(DEFAULT_QUOTAS) as QuotaName[];
const amounts = fc.dictionary(fc.constantFrom(...names), fc.nat(12_000), { noNullPrototype: true });

test('the quota itself is allowed, one more is not, and a higher quota never forbids more', () => {
  for (const quota of names) {
    const limit = DEFAULT_QUOTAS[quota];
    expect(quotaBreaches({ [quota]: limit }, DEFAULT_QUOTAS)).toEqual([]);
    expect(quotaBreaches({ [quota]: limit + 1 }, DEFAULT_QUOTAS).map((breach) => breach.quota)).toEqual([
      quota,
    ]);
  }
  fc.assert(
    fc.property(amounts, fc.constantFrom(...names), fc.nat(12_000), (given, quota, more) => {
      const before = quotaBreaches(given, DEFAULT_QUOTAS).map((breach) => breach.quota);
      const raised = { ...DEFAULT_QUOTAS, [quota]: DEFAULT_QUOTAS[quota] + more };
      const after = quotaBreaches(given, raised).map((breach) => breach.quota);
      expect(before).toEqual(expect.arrayContaining(after));
      const unlimited = { ...DEFAULT_QUOTAS, [quota]: Number.POSITIVE_INFINITY };
      expect(quotaBreaches(given, unlimited).map((breach) => breach.quota)).toEqual(
        before.filter((name) => name !== quota),
      );
    }),
    { numRuns: 100, seed: 65 },
  );
});
