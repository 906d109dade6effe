import { expect, test } from 'vitest';
import type { GroupSummary, InstanceRefreshSummary } from '../../../src/experiment/outcome.ts';
import { instanceRefreshes } from '../../../src/reporters/text/instance-refreshes.ts';
import { EMPTY_OUTCOME } from '../../support/outcome.ts';

const REFRESH: InstanceRefreshSummary = {
  status: 'Successful',
  statusReason: '',
  startTime: '2026-03-02T10:00:00.000Z',
  endTime: '2026-03-02T11:20:00.000Z',
  durationSeconds: 4800,
  percentageComplete: 100,
  instancesToUpdate: 0,
  replaced: 10,
  checkpoints: [],
};

const linesOf = (group: Pick<GroupSummary, 'replacedInstances' | 'instanceRefreshes'>) =>
  instanceRefreshes({ ...EMPTY_OUTCOME, autoScalingGroups: { g: group as GroupSummary } }, 80);
const NONE = { unhealthy: 0, lifetime: 0, refresh: 0 };

test('a group that has replaced nobody is not named', () => {
  expect(linesOf({ replacedInstances: NONE, instanceRefreshes: [] })).toEqual([]);
});

test('what refreshes came to, and what else was replaced', () => {
  const failed = {
    ...REFRESH,
    status: 'Failed' as const,
    statusReason: 'No instance was replaced for an hour.',
    percentageComplete: 20,
    instancesToUpdate: 8,
    replaced: 2,
    checkpoints: [10, 20].map((percentage) => ({ time: REFRESH.startTime, percentage, skipped: [] })),
  };
  expect(
    linesOf({
      replacedInstances: { unhealthy: 3, lifetime: 1, refresh: 12 },
      instanceRefreshes: [REFRESH, failed],
    }),
  ).toMatchInlineSnapshot(`
    [
      "Instance refresh of g at 2026-03-02 10:00: successful after 1 h 20 min at 100",
      "percent, 10 instances replaced.",
      "Instance refresh of g at 2026-03-02 10:00: failed after 1 h 20 min at 20",
      "percent, 2 instances replaced, 8 left, 2 checkpoints. No instance was replaced",
      "for an hour.",
      "g replaced instances: 3 as unhealthy, 1 at the end of their maximum lifetime.",
    ]
  `);
});

test('of very many the first have lines', () => {
  const lines = linesOf({ replacedInstances: NONE, instanceRefreshes: new Array(20).fill(REFRESH) });
  expect(lines.at(-1)).toBe('and 8 more lines in outcome.json');
});
