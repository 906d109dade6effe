import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { reportText } from '../../src/reporters/text.ts';
import { costRow, EMPTY_OUTCOME, outcomeArbitrary, timelineOf } from '../support/outcome.ts';

/** A day on two sizes of instance: the fleet fills in the morning and empties in the evening. */
const DAY: Outcome = {
  ...EMPTY_OUTCOME,
  scenario: { name: 'batch-night', description: 'Is everything done by 06:00?', digest: '00000000000000aa' },
  seed: '7',
  simulation: {
    start: '2026-03-02T00:00:00.000Z',
    end: '2026-03-03T01:00:00.000Z',
    durationSeconds: 90_000,
    warmUpSeconds: 3600,
  },
  run: { events: 9_070_123 },
  cost: {
    ...EMPTY_OUTCOME.cost,
    total: 1234.5,
    billed: 1234.5,
    monthly: 37_550,
    idle: 234.5,
    byProduct: { AmazonEC2: 1234.5 },
    instances: { useful: 999.996, idle: 234.5, booting: 0.004, draining: 0, warmPool: 0 },
  },
  tasks: {
    requested: 1_259_159,
    started: 1_259_000,
    stopped: 1_258_900,
    succeeded: 1_258_000,
    failed: 888,
    interrupted: 12,
    userInitiated: 0,
    serviceSchedulerInitiated: 0,
    failedHealthChecks: 0,
    gaveUp: 0,
    runningAtEnd: 100,
    pendingAtEnd: { count: 159, oldestSeconds: 5400 },
    wait: { mean: 1.25, p50: 0, p95: 4.5, p99: 75, max: 5400 },
    placementFailures: { 'RESOURCE:MEMORY': 20_000, 'RESOURCE:CPU': 1 },
    roundedUp: { tasks: 0, vcpu: 0, memoryGib: 0 },
  },
  utilization: {
    cpu: { registered: 1024, reserved: 768, used: 716.8, reservedFraction: 0.75, usedFraction: 0.7 },
    memory: {
      registered: 4000,
      reserved: 3999,
      used: 3999,
      reservedFraction: 0.999_75,
      usedFraction: 0.999_75,
    },
  },
  instances: {
    launched: 131,
    terminated: 3,
    running: { mean: 127.6, max: 130 },
    hours: 3062.4,
    byType: { 'm5.large': 62.4, 'm5.2xlarge': 3000 },
  },
  assertions: [
    { that: 'cost.total', limit: 'at most 900', actual: 1234.5, holds: false },
    { that: 'tasks.wait.p95', limit: 'at most 90', actual: 4.5, holds: true },
    { that: 'services["main/web"].latencyMs.p95', limit: 'at most 200', actual: null, holds: false },
  ],
  warnings: [
    {
      code: 'series-gap',
      message: 'traffic.csv has no value for 2 h; the value before the gap was held.',
      count: 1,
      firstAt: '2026-03-02T04:00:00.000Z',
    },
  ],
  timeline: {
    stepSeconds: 3600,
    columns: timelineOf(
      [10, 400, 800, 1200, 1600, 1600, 1600, 1600, 1600, 1600, 1200, 800, 400, 10, 0, 0].flatMap(
        (running) => [
          { running, instances: running === 0 ? 1 : 130, cpuRegistered: 1024, cpuReserved: running / 2 },
          { scope: 'cluster', name: 'main', running, instances: 130 },
        ],
      ),
    ),
  },
  costs: [
    costRow({ quantity: '62.4', effectiveCost: '5.9904' }),
    costRow({ usageType: 'BoxUsage:m5.2xlarge', quantity: '2000', effectiveCost: '819.00' }),
    costRow({ usageType: 'BoxUsage:m5.2xlarge', quantity: '1000', effectiveCost: '409.5056' }),
    costRow({
      usageType: 'USE1-Something:free',
      unit: 'GB-Hours',
      quantity: '0.000001',
      effectiveCost: '0.004',
    }),
  ],
};

test('a day on instances', () => {
  const files = ['out/night/outcome.json', 'out/night/tasks.csv'];
  expect(reportText(DAY, { files })).toBe(`\
batch-night
Is everything done by 06:00?
us-east-1, 2026-03-02 00:00 to 2026-03-03 01:00 UTC (1 d 1 h), a warm-up of 1 h
not counted

Cost        $1,234.50; $37,550.00 a month (extrapolated from 1 d)
            of $1,234.50 for instances: useful $1,000.00 (81 %),
            idle $234.50 (19 %), booting <$0.01 (<0.1 %)
Tasks       1,259,159 requested, 1,259,000 started, 1,258,000 succeeded,
            888 failed, 12 interrupted, 0 gave up
            of them at the end 100 running, 159 pending, the oldest for 1 h 30
            min
Waits       mean 1.3 s, p50 0 s, p95 4.5 s, p99 1 min 15 s, max 1 h 30 min
Refused     20,001 tasks at the first request: 20,000 RESOURCE:MEMORY, 1
            RESOURCE:CPU
Instances   peak 130, mean 128, 3,062 hours; 131 launched, 3 terminated
            m5.2xlarge 3,000 h, m5.large 62.4 h
How full    CPU 75 % reserved and 70 % used of 1,024 vCPU; memory >99.9 %
            reserved of 4,000 GiB

        1,600 │                 ████████████████████████
        tasks │             ████████████████████████████████
              │         ████████████████████████████████████████
              │▁▁▁▁▁████████████████████████████████████████████████▁▁▁▁
              │
          130 │█████████████████████████████████████████████████████████
    instances │█████████████████████████████████████████████████████████▁▁▁▁▁▁▁▁
              │
        100 % │             ▁▁▁▁▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▁▁▁▁
 CPU reserved │▁▁▁▁▁▃▃▃▃▆▆▆▆████████████████████████████████▆▆▆▆▃▃▃▃▁▁▁▁
            0 └─────────────────────────────────────────────────────────────────
               2026-03-02 01:00                             2026-03-03 01:00 UTC

Product    Usage type                    Usage       Cost   Share
AmazonEC2  BoxUsage:m5.2xlarge       3,000 Hrs  $1,228.51  99.5 %
AmazonEC2  BoxUsage:m5.large          62.4 Hrs      $5.99   0.5 %
AmazonEC2  USE1-Something:free  <0.01 GB-Hours     <$0.01  <0.1 %
Total                                           $1,234.50

Assertions: 2 of 3 failed
  FAILED  cost.total at most 900: 1234.5
  held    tasks.wait.p95 at most 90: 4.5
  FAILED  services["main/web"].latencyMs.p95 at most 200: no data

Warnings
  - traffic.csv has no value for 2 h; the value before the gap was held. (first
    at 2026-03-02 04:00 UTC)

Files       outcome.json, tasks.csv in out/night/
Seed 7, digest 0123456789abcdef, 9,070,123 events
`);
});

test('a run in which nothing happened', () => {
  expect(reportText(EMPTY_OUTCOME)).toBe(`\
empty
us-east-1, 2026-03-02 00:00 to 2026-03-02 01:00 UTC (1 h)

Cost        $0.00; $0.00 a month (extrapolated from 1 h)
Tasks       0 requested, 0 started, 0 succeeded, 0 failed, 0 gave up
            of them at the end 0 running, 0 pending
Waits       no task started

Seed 1, digest 0123456789abcdef, 0 events
`);
});

test('Fargate: no instances, what rounding to its sizes added, tiny costs', () => {
  const text = reportText({
    ...EMPTY_OUTCOME,
    cost: {
      ...EMPTY_OUTCOME.cost,
      total: 0.0001,
      billed: 0,
      monthly: 0.073,
      unusedCommitment: 2,
      byProduct: { AWSFargate: 0.0001 },
    },
    tasks: { ...EMPTY_OUTCOME.tasks, requested: 1, roundedUp: { tasks: 1, vcpu: 0.25, memoryGib: 1234.5 } },
    utilization: {
      cpu: { registered: 0, reserved: 1.25, used: 1.2, reservedFraction: 0, usedFraction: 0 },
      memory: { registered: 0, reserved: 2.5, used: 2.4, reservedFraction: 0, usedFraction: 0 },
    },
    timeline: { stepSeconds: 60, columns: timelineOf([{ running: 0 }, { running: 1 }]) },
  });
  expect(text).toContain(
    'Cost        <$0.01; $0.07 a month (extrapolated from 1 h); $0.00 on the invoice;\n            $2.00 of commitment unused\n',
  );
  expect(text).toContain("Rounded up  1 task to Fargate's sizes: 0.25 vCPU and 1,235 GiB more in all\n");
  expect(text).toContain('On Fargate  1.25 vCPU and 2.5 GiB on average\n');
  expect(text).not.toContain('Instances');
  expect(text).not.toContain('CPU reserved');
});

test('what Spot saves, and how a strategy split the tasks', () => {
  const provider = (tasks: number) => ({ tasks, instances: 0, reservation: { mean: null } });
  const outcomeWith = (capacityProviders: typeof EMPTY_OUTCOME.capacityProviders) =>
    reportText({
      ...EMPTY_OUTCOME,
      cost: { ...EMPTY_OUTCOME.cost, total: 2, billed: 2, monthly: 1460, onDemandEquivalent: 3.5 },
      capacityProviders,
    });
  const split = outcomeWith({ FARGATE: provider(1), FARGATE_SPOT: provider(1234), spare: provider(0) });
  expect(split).toContain(
    'Cost        $2.00; $1,460.00 a month (extrapolated from 1 h); $3.50 at On-Demand\n            prices\n',
  );
  expect(split).toContain('Providers   FARGATE 1 task, FARGATE_SPOT 1,234 tasks\n');
  expect(outcomeWith({ FARGATE: provider(7), spare: provider(0) })).not.toContain('Providers');
  const many = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => [name, provider(i + 1)]));
  expect(outcomeWith(many)).toContain('c 3 tasks, d 4 tasks, 2 others 11 tasks\n');
});

test('the rest of many usage types is one line, of many warnings a count', () => {
  const text = reportText({
    ...EMPTY_OUTCOME,
    cost: { ...EMPTY_OUTCOME.cost, total: 66 },
    costs: Array.from({ length: 11 }, (_, i) =>
      costRow({ usageType: `BoxUsage:type-${i + 1}`, effectiveCost: String(i + 1) }),
    ),
    warnings: Array.from({ length: 14 }, (_, i) => ({
      code: 'x',
      message: `warning ${i + 1}`,
      count: 1,
      firstAt: '',
    })),
  });
  expect(text).toContain(
    'BoxUsage:type-4      1 Hrs   $4.00  6.1 %\n           3 other usage types          $6.00  9.1 %\nTotal',
  );
  expect(text).toContain('  - warning 12\n  and 2 more in outcome.json\n');
});

test('a description stands below the title, its words wrapped', () => {
  const description = `${'What is the least that it needs? '.repeat(4)}\n  Nobody knows.\n`;
  const lines = reportText({
    ...EMPTY_OUTCOME,
    scenario: { name: 'least', description, digest: '' },
  }).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'least',
    'What is the least that it needs? What is the least that it needs? What is the',
    'least that it needs? What is the least that it needs? Nobody knows.',
    'us-east-1, 2026-03-02 00:00 to 2026-03-02 01:00 UTC (1 h)',
  ]);
});

test('names that would move a cursor or turn the text around are made harmless', () => {
  const text = reportText({
    ...EMPTY_OUTCOME,
    scenario: { name: '\u001b[2J\nnight\u202e', description: 'A\nnight\u0007.', digest: '' },
    seed: '1\r2',
  });
  expect(text.split('\n').slice(0, 2)).toEqual(['\ufffd[2J\ufffdnight\ufffd', 'A night\ufffd.']);
  expect(text).toContain('Seed 1\ufffd2, digest');
});

test('no line is wider than asked for and none ends in blanks, whatever the outcome', () => {
  fc.assert(
    fc.property(
      outcomeArbitrary,
      fc.integer({ min: 60, max: 120 }),
      fc.array(fc.string({ maxLength: 100 })),
      (outcome, width, files) => {
        for (const line of reportText(outcome, { width, files }).split('\n')) {
          expect(columnsOf(line)).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      },
    ),
    { numRuns: 80, seed: 7 },
  );
});

/** At least what a terminal needs. */
function columnsOf(line: string): number {
  const widths = [...line].map((character) => {
    if (/[\p{M}\p{Cf}]/u.test(character)) return 0;
    return /[\p{Script=Han}\p{Emoji_Presentation}\u3041-\u30ff\uac00-\ud7a3]/u.test(character) ? 2 : 1;
  });
  return widths.reduce<number>((sum, width) => sum + width, 0);
}
