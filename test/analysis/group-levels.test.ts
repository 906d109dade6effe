import { expect, test } from 'vitest';
import { GROUP_COLUMNS, TIMELINE_COLUMNS } from '../../src/events/timeline-columns.ts';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { burstAtTen, groupScenario } from '../support/groups.ts';
import { complaintsOf } from '../support/load.ts';
import { TEST_PRICES } from '../support/prices.ts';
import { groupsText } from '../support/run-groups.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A run by the minute in which four tasks, two an instance, come at ten past nine to an empty group. */
async function outcomeWith(others: Parts = {}): Promise<Outcome> {
  const scenario = await groupScenario({
    provider: { managedTerminationProtection: 'ENABLED' },
    group: { newInstancesProtectedFromScaleIn: true },
    others: {
      simulation: { start: '2026-03-02T09:00:00Z', duration: '1h', timelineStep: '1m' },
      workloads: [burstAtTen('job', 4, '10m')],
      ...others,
    },
  });
  return runScenario({ scenario, prices: TEST_PRICES });
}

/** The group's rows as `minute: desired/instances/inService/booting/draining M N reservation`, where they change. */
function rowsOf({ timeline: { columns } }: Outcome): string[] {
  const rows = columns.time.flatMap((time, row) => {
    if (columns.scope[row] !== 'autoScalingGroup') return [];
    const [desired, instances, inService, booting, draining, needed, measured, reservation] =
      GROUP_COLUMNS.map((name) => columns[name][row]);
    const counts = [desired, instances, inService, booting, draining].join('/');
    return [`${String(time).slice(14, 16)}: ${counts} M ${needed} N ${measured} ${reservation}`];
  });
  const shape = (row: string | undefined) => row?.slice(4);
  return rows.filter((row, i) => shape(row) !== shape(rows[i - 1]));
}

test('a group over time: desired capacity, instances by what they are at, M, N and the reservation (ecs:R-5.12)', async () => {
  expect(rowsOf(await outcomeWith())).toMatchInlineSnapshot(`
    [
      "01: 0/0/0/0/0 M 0 N 0 100",
      "11: 2/2/0/2/0 M 2 N 0 200",
      "12: 2/2/2/0/0 M 2 N 0 200",
      "13: 2/2/2/0/0 M 2 N 2 100",
      "24: 2/2/2/0/0 M 0 N 2 0",
      "38: 1/1/1/0/0 M 0 N 2 0",
      "39: 0/0/0/0/0 M 0 N 1 0",
      "40: 0/0/0/0/0 M 0 N 0 100",
    ]
  `);
});

test('who has no row of it has nothing there, and a group nothing else', async () => {
  const { timeline } = await outcomeWith();
  const { columns } = timeline;
  const only = GROUP_COLUMNS.filter((name) => name !== 'desired' && name !== 'instances');
  const others = TIMELINE_COLUMNS.filter(
    (name) => !['time', 'scope', 'name', ...GROUP_COLUMNS].includes(name),
  );
  for (const [row, scope] of columns.scope.entries())
    for (const name of scope === 'autoScalingGroup' ? others : only) expect(columns[name][row]).toBeNull();
  expect(columns.name[columns.scope.indexOf('autoScalingGroup')]).toBe('g');
});

test('a group without managed scaling has no M and N', async () => {
  const scenario = await groupScenario({
    group: { minSize: 1 },
    provider: { managedScaling: { status: 'DISABLED' } },
    others: { simulation: { start: '2026-03-02T09:00:00Z', duration: '1h', timelineStep: '1m' } },
  });
  expect(rowsOf(runScenario({ scenario, prices: TEST_PRICES }))).toEqual([
    '01: 1/1/0/1/0 M null N null null',
    '02: 1/1/1/0/0 M null N null null',
  ]);
});

test('assertions on its rows', async () => {
  const { assertions } = await outcomeWith({
    assertions: [
      { that: 'max(desired)', scope: 'autoScalingGroup/g', atMost: 2 },
      { that: 'max(capacityProviderReservation)', scope: 'autoScalingGroup/g', equals: 200 },
      { that: 'min(inService)', scope: 'autoScalingGroup/g', equals: 0 },
    ],
  });
  expect(assertions.map(({ actual, holds }) => [actual, holds])).toEqual([
    [2, true],
    [200, true],
    [0, true],
  ]);
});

test('columns that the rows of a scope do not have are refused', async () => {
  const complaints = await complaintsOf(
    groupsText({
      assertions: [
        { that: 'max(inService)', atMost: 2 },
        { that: 'max(running)', scope: 'autoScalingGroup/g', atMost: 2 },
        { that: 'max(desired)', scope: 'autoScalingGroup/h', atMost: 2 },
      ],
    }),
  );
  expect(complaints).toEqual([
    'assertions[0].that: expected a column that rows of run have, received "inService".',
    'assertions[1].that: expected a column that rows of autoScalingGroup/g have, received "running".',
    'assertions[2].scope: expected one of run, cluster/main, capacityProvider/asg, autoScalingGroup/g, received "autoScalingGroup/h". Did you mean autoScalingGroup/g?',
  ]);
});
