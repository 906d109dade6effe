import { expect, test } from 'vitest';
import { DEFAULT_QUOTAS, NO_QUOTAS } from '../../../src/catalog/quotas.ts';
import { complaintsOf, load, small } from '../../support/load.ts';

const quotasOf = async (quotas: unknown) => (await load(small({ quotas }))).quotas;

test('an account has no quotas unless the scenario says so; those that it names hold', async () => {
  expect((await load(small())).quotas).toEqual(NO_QUOTAS);
  expect(await quotasOf('default')).toEqual(DEFAULT_QUOTAS);
  expect(await quotasOf({ tasksPerService: 7 })).toEqual({ ...NO_QUOTAS, tasksPerService: 7 });
  expect(await quotasOf({ base: 'default', tasksPerService: 7 })).toEqual({
    ...DEFAULT_QUOTAS,
    tasksPerService: 7,
  });
});

const SERVICE = { serviceName: 'web', cluster: 'main', taskDefinition: 'job', desiredCount: 3 };
const parts = {
  simulation: { duration: '1h' },
  services: [SERVICE, { ...SERVICE, serviceName: 'api' }],
  actions: [{ at: '5m', updateService: { cluster: 'main', service: 'web', desiredCount: 12 } }],
};

test('what is above a quota is refused where it is asked for, at the start and later; the quota itself is not', async () => {
  expect(
    await complaintsOf(small({ ...parts, quotas: { tasksPerService: 12, servicesPerCluster: 2 } })),
  ).toEqual([]);
  const complaints = await complaintsOf(
    small({
      ...parts,
      quotas: { tasksPerService: 11, servicesPerCluster: 1, containersPerTaskDefinition: 0 },
    }),
  );
  expect(complaints.map((sentence) => sentence.replace(/ AWS would.*/, ''))).toEqual([
    'taskDefinitions[0].containerDefinitions: expected at most 0, the quota containersPerTaskDefinition, received 1.',
    'services: expected at most 1, the quota servicesPerCluster, received 2.',
    'actions[0].updateService.desiredCount: expected at most 11, the quota tasksPerService, received 12.',
  ]);
  expect(complaints[2]).toContain(
    'AWS would answer LimitExceededException; `quotas: { tasksPerService: 12 }` allows it.',
  );
});

test('a quota that is not modelled yet, or has another name, is an error', async () => {
  expect(await complaintsOf(small({ quotas: { targetGroupsPerService: 5 } }))).toHaveLength(1);
  expect(await complaintsOf(small({ quotas: { taskPerService: 5 } }))).toHaveLength(1);
  expect(await complaintsOf(small({ quotas: { tasksPerService: -1 } }))).toHaveLength(1);
});
