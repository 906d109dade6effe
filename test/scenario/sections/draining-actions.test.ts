import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

const withActions = (...actions: readonly unknown[]) =>
  small({
    simulation: { duration: '1h' },
    services: [{ serviceName: 'web', taskDefinition: 'job', desiredCount: 1, launchType: 'EC2' }],
    actions: actions.map((action) => ({ at: '5m', ...(action as object) })),
  });

test('UpdateContainerInstancesState', async () => {
  const update = { containerInstances: ['m5.large-1'], status: 'DRAINING' };
  const { actions } = await load(withActions({ updateContainerInstancesState: update }));
  expect(actions).toEqual([
    { kind: 'updateContainerInstancesState', atMs: 300_000, cluster: 'main', ...update },
  ]);
});

test('UpdateTaskProtection, for two hours unless it says', async () => {
  const update = { tasks: ['job-1'], protectionEnabled: true };
  const { actions } = await load(
    withActions(
      { updateTaskProtection: update },
      { updateTaskProtection: { ...update, service: 'web', expiresInMinutes: 2880 } },
    ),
  );
  const base = { kind: 'updateTaskProtection', atMs: 300_000, cluster: 'main', ...update };
  expect(actions).toEqual([
    { ...base, service: null, expiresInMinutes: 120 },
    { ...base, service: 'web', expiresInMinutes: 2880 },
  ]);
});

test('what AWS would refuse of them', async () => {
  const ids = Array.from({ length: 11 }, (_, i) => `job-${i + 1}`);
  const protect = (parts: object) => ({
    updateTaskProtection: { tasks: ['job-1'], protectionEnabled: true, ...parts },
  });
  const set = (parts: object) => ({
    updateContainerInstancesState: { containerInstances: ['m5.large-1'], status: 'ACTIVE', ...parts },
  });
  const complaints = await Promise.all(
    [
      protect({ tasks: ids }),
      protect({ tasks: ['api-1'] }),
      protect({ expiresInMinutes: 2881 }),
      protect({ service: 'api' }),
      set({ containerInstances: [] }),
      set({ containerInstances: ['m5.large-2'] }),
      set({ status: 'INACTIVE' }),
    ].map((action) => complaintsOf(withActions(action))),
  );
  expect(complaints.map(([first]) => first)).toEqual([
    expect.stringContaining('updateTaskProtection.tasks: expected 1 to 10 tasks'),
    expect.stringContaining('updateTaskProtection.tasks[0]: expected the id of a task, job-n'),
    expect.stringContaining('updateTaskProtection.expiresInMinutes: expected an integer from 1 to 2880'),
    expect.stringContaining('updateTaskProtection.service: expected'),
    expect.stringContaining('updateContainerInstancesState.containerInstances: expected 1 to 10 container'),
    expect.stringContaining('updateContainerInstancesState.containerInstances[0]: expected a container'),
    expect.stringContaining('updateContainerInstancesState.status: expected'),
  ]);
});
