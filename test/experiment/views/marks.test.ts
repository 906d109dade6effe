import { expect, test } from 'vitest';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { marksOf } from '../../../src/experiment/views/marks.ts';
import type { ActionSpec } from '../../../src/scenario/action-spec.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';

const OUTAGE: ActionSpec = {
  kind: 'availabilityZoneOutage',
  atMs: 60_000,
  availabilityZone: 'us-east-1a',
  forMs: 120_000,
};

test('an outage, what was registered, and a warning of a moment are marked in the order of time', () => {
  const scenario = scenarioWith({
    simulation: { durationMs: 600_000 },
    cluster: { containerInstances: [instances(1, 2048, 4096)] },
    workloads: [{ source: burst(1, 0, 10_000) }],
    actions: [
      {
        kind: 'registerContainerInstances',
        atMs: 200_000,
        cluster: 'main',
        name: instances(1, 1, 1).name,
        count: 2,
      },
      OUTAGE,
      { ...OUTAGE, atMs: 550_000 },
      { ...OUTAGE, atMs: 700_000 },
    ],
  });
  const { views, simulation } = runScenario({ scenario, prices: TEST_PRICES });
  const seconds = (at: string | null) =>
    at === null ? null : (Date.parse(at) - Date.parse(simulation.start)) / 1000;
  expect(
    views!.marks.map(({ at, until, kind, subject }) => [seconds(at), seconds(until), kind, subject]),
  ).toEqual([
    [60, 180, 'availabilityZoneOutage', 'us-east-1a'],
    [200, null, 'registerContainerInstances', `main/${instances(1, 1, 1).name}`],
    [550, null, 'availabilityZoneOutage', 'us-east-1a'],
  ]);
  expect(views!.marks[0]!.what).toBe('The zone is out for 2 min: its instances are gone and none comes up.');
  const warning = { code: 'late', message: 'Late.', count: 1, firstAt: simulation.start };
  const { marks } = marksOf(scenario, [warning], { startMs: Date.parse(simulation.start), nowMs: 100_000 });
  expect(marks.map(({ kind, subject, what }) => [kind, subject, what])).toEqual([
    ['warning', 'late', 'Late.'],
    ['availabilityZoneOutage', 'us-east-1a', views!.marks[0]!.what],
  ]);
});

test('of very many the first hundred are kept', () => {
  const actions = Array.from({ length: 130 }, (_, i) => ({ ...OUTAGE, atMs: (130 - i) * 1000 }));
  const { marks, marksLeftOut } = marksOf(scenarioWith({ actions }), [], { startMs: 0, nowMs: 1e9 });
  expect(marks).toHaveLength(100);
  expect(marks[0]!.at).toBe('1970-01-01T00:00:01.000Z');
  expect(marksLeftOut).toBe(30);
});
