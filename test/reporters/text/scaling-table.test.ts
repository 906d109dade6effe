import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, ScalingActivitySummary, ScalingSummary } from '../../../src/experiment/outcome.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { scalingTable } from '../../../src/reporters/text/scaling-table.ts';
import { reportText } from '../../../src/reporters/text.ts';
import { EMPTY_OUTCOME, outcomeArbitrary } from '../../support/outcome.ts';
import { TEST_PRICES } from '../../support/prices.ts';
import { HOUR, MINUTE, ownAlarm, scaledScenario, tracking } from '../../support/scaling.ts';

/** 95 for 25 minutes of each hour, else 30. */
const WAVE = Array.from({ length: 240 }, (_, minute) => (minute % 60 < 25 ? 95 : 30));

function outcomeOf(scenario: ReturnType<typeof scaledScenario>): Outcome {
  const run = new ScenarioRun(scenario, TEST_PRICES);
  while (run.advance(Number.POSITIVE_INFINITY, 1e6) !== 'ended');
  return run.outcome();
}

const linesOf = (outcome: Outcome, width = 80) => scalingTable(outcome, width).map((line) => line.trimEnd());

const WAVING = outcomeOf(
  scaledScenario({
    metrics: [WAVE, [10, 10, 75, 75, 75, 95, 95, 20]],
    policies: [tracking(0, 60)],
    alarms: [ownAlarm(1, 70, { actions: [] })],
    target: {
      maxCapacity: 8,
      scheduledActions: [
        {
          scheduledActionName: 'evening',
          schedule: { kind: 'rate', everyMs: HOUR + MINUTE },
          startMs: null,
          endMs: null,
          bounds: { minCapacity: 3, maxCapacity: null },
          desiredCapacity: null,
        },
      ],
    },
  }),
);

test('a run without scalable targets and alarms has nothing of it', () => {
  expect(scalingTable(EMPTY_OUTCOME, 80)).toEqual([]);
  const { services } = WAVING;
  expect(
    linesOf({ ...EMPTY_OUTCOME, services: { 'main/web': { ...services['main/web']!, scaling: null } } }),
  ).toEqual([]);
});

test('the target, the first and the last activities, what held, and the scenario’s own alarm', () => {
  expect(linesOf(WAVING)).toMatchInlineSnapshot(`
    [
      "Scalable target  Bounds  Scale-outs  Scale-ins  Wanted more than the maximum",
      "main/web         3 to 8           9          9  4 times, up to 13",
      "",
      "Scaling activities",
      "  2026-03-02 00:03  4 -> 7  track-0: 4 x 95 / 60 -> 7",
      "  2026-03-02 00:08  7 -> 8  track-0: 7 x 95 / 60 -> 12, at most 8",
      "  2026-03-02 00:40  8 -> 4  track-0: 8 x 30 / 60 -> 4",
      "  2026-03-02 00:45  4 -> 2  track-0: 4 x 30 / 60 -> 2",
      "  10 more activities between these",
      "  2026-03-02 03:03  3 -> 5  track-0: 3 x 95 / 60 -> 5",
      "  2026-03-02 03:08  5 -> 8  track-0: 5 x 95 / 60 -> 8",
      "  2026-03-02 03:40  8 -> 4  track-0: 8 x 30 / 60 -> 4",
      "  2026-03-02 03:45  4 -> 3  track-0: 4 x 30 / 60 -> 2, at least 3",
      "  Bounds were set 3 times.",
      "  Held: cooldown 16 times, at its maximum 4 times, at its minimum 3 times,",
      "        already as many as wanted once",
      "",
      "Alarm  At the end  In ALARM    For",
      "busy   OK              once  5 min",
    ]
  `);
  expect(reportText(WAVING)).toContain(`steady\n\n${linesOf(WAVING)[0]}\n`);
});

const SCALING: ScalingSummary = {
  out: 3,
  in: 2,
  minCapacity: 1,
  maxCapacity: 10,
  heldAtMaximum: 0,
  mostWanted: 0,
  forecasts: {},
};
const SCALED: ScalingActivitySummary = {
  resourceId: 'service/main/web',
  startTime: '2026-03-02T00:03:04.000Z',
  endTime: null,
  statusCode: 'Successful',
  description: 'Setting desired count to 6.',
  cause: 'minimum capacity was set to 6',
  from: 4,
  to: 6,
  notScaledReason: null,
  details: null,
};
const DETAILS: NonNullable<ScalingActivitySummary['details']> = {
  policyName: 'steps',
  alarmName: 'busy',
  metric: 'AWS/ECS CPUUtilization',
  points: [75],
  value: 75,
  threshold: 70,
  direction: 'out',
  base: 4,
  computed: 6,
  minimum: 1,
  maximum: 10,
  reason: 'scaled',
};

test('of very many targets those that their maximum held back stand first in line', () => {
  const service = WAVING.services['main/web']!;
  const services = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [
      `main/s${i}`,
      {
        ...service,
        scaling: { ...SCALING, out: i % 7, heldAtMaximum: i % 10 === 0 ? 1 : 0, mostWanted: 1234 },
      },
    ]),
  );
  const lines = linesOf({ ...EMPTY_OUTCOME, services });
  expect(lines).toHaveLength(22);
  expect(lines[1]).toMatch(/^main\/s0 +1 to 10 +0 +2 {2}once, up to 1,234$/);
  expect(lines.slice(1, 21).every((line) => line.includes('once'))).toBe(true);
  expect(lines[21]).toBe('and 180 others, none of them held at the maximum, in outcome.json');
});

test('activities name their service where there are several, and say why in the words of the policy', () => {
  const service = WAVING.services['main/web']!;
  const outcome = {
    ...EMPTY_OUTCOME,
    services: {
      'main/web': { ...service, scaling: SCALING },
      'main/api': { ...service, scaling: SCALING },
    },
    activities: [
      SCALED,
      { ...SCALED, resourceId: 'service/main/api', details: DETAILS },
      {
        ...SCALED,
        from: 6,
        to: 5,
        details: { ...DETAILS, alarmName: 'TargetTracking-x', computed: 3, minimum: 5 },
      },
      { ...SCALED, from: 4, to: 4, statusCode: 'Failed', notScaledReason: 'noStep', details: null },
      { ...SCALED, from: 4, to: 4 },
    ] as const,
  };
  expect(linesOf(outcome).slice(4)).toEqual([
    'Scaling activities',
    '  2026-03-02 00:03  main/web  4 -> 6  minimum capacity was set to 6',
    '  2026-03-02 00:03  main/api  4 -> 6  steps: 75 at 70, 4 make 6',
    '  2026-03-02 00:03  main/web  6 -> 5  steps: 75 at 70, 4 make 3, at least 5',
    '  Bounds were set once.',
    '  Held: no step for the value once',
  ]);
});

test('whatever the names and figures are, lines stay on the page and obey no one', () => {
  fc.assert(
    fc.property(outcomeArbitrary, fc.integer({ min: 60, max: 120 }), (outcome, width) => {
      const lines = scalingTable(outcome, width);
      expect(lines.filter((line) => widthOf(line.trimEnd()) > width)).toEqual([]);
      expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
