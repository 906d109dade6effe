import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Explanation } from '../../../src/experiment/explain/explanation.ts';
import { DecisionsAt } from '../../../src/experiment/explain/listeners/decisions-at.ts';
import { FailedPlacements } from '../../../src/experiment/explain/listeners/failed-placements.ts';
import { TaskStoryTeller } from '../../../src/experiment/explain/listeners/task-story.ts';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { burst, instances, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

const FACTS = { scenario: { name: 'test', digest: '' }, seed: '1' };

function task(scenario: Scenario, id: string): Explanation | null {
  const teller = new TaskStoryTeller(id);
  advanceTo(createSimulation(scenario, [teller]), 1e12);
  return teller.found === null ? null : { question: 'task', ...FACTS, ...teller.found };
}

function moment(scenario: Scenario, askedMs: number): Explanation {
  const listener = new DecisionsAt(askedMs);
  const simulation = createSimulation(scenario, [listener]);
  advanceTo(simulation, 1e12);
  const { momentMs, decisions, brief, more } = listener;
  const text = (ms: number) => new Date(simulation.startMs + ms).toISOString();
  const at = momentMs < 0 ? null : text(momentMs);
  const facts = { question: 'at', ...FACTS, askedAt: text(askedMs), at, decisions, brief, more } as const;
  return { ...facts, runUntil: text(simulation.now) };
}

function failed(scenario: Scenario): Explanation {
  const listener = new FailedPlacements();
  advanceTo(createSimulation(scenario, [listener]), 1e12);
  return { question: 'failed', ...FACTS, ...listener.found };
}

const BOXES = scenarioWith({
  cluster: {
    containerInstances: [
      instances(3, 2048, 4096, { availabilityZones: ['us-east-1a', 'us-east-1b'] }),
      instances(1, 512, 8192, { name: 'thin' }),
    ],
  },
  workloads: [
    {
      source: burst(8, 0, 60_000),
      placementStrategy: [
        { type: 'spread', field: 'ecs.availability-zone' },
        { type: 'binpack', field: 'memory' },
      ],
    },
  ],
});

test('a task that waited, at 80 columns', () => {
  expect(explanationText(task(BOXES, 'job-7')!)).toMatchInlineSnapshot(`
    "test: why job-7 waited 1 min and is on box-1
    Requested 2026-03-02 00:00:00 UTC; refused once.

    First refusal, 2026-03-02 00:00:00
    ----------------------------------
    job-7 (job:1, group family:job) needs 1,024 CPU units, 1,024 MiB, on EC2 in
    cluster main.
    1. Room: 0 of 4 container instances can take it
       box-1 to -3  RESOURCE:CPU needs 1,024 CPU units, 0 left
       thin-1       RESOURCE:CPU needs 1,024 CPU units, 512 left
    Refused: RESOURCE:CPU
    Too little CPU: 512 CPU units are left in all, and it needs 1,024.
    Came closest: box-1, box-2 and box-3.
    Would have helped, each by itself:
      - 1,024 CPU units more on box-1
      - the end of job-1 on box-1, which holds 1,024 CPU units, 1,024 MiB
      - the end of job-2 on box-2, which holds 1,024 CPU units, 1,024 MiB
      - one more like box-1 in us-east-1a or us-east-1b
    No placement strategy would have helped: it chooses among those that can take
    the task.

    What came free in between
    -------------------------
    6 tasks ended on 3 instances and gave back 6,144 CPU units, 6,144 MiB.
    On those that came closest:
      03-02 00:01:00  job-1  box-1  1,024 CPU units, 1,024 MiB
      03-02 00:01:00  job-2  box-2  1,024 CPU units, 1,024 MiB
      03-02 00:01:00  job-3  box-1  1,024 CPU units, 1,024 MiB
      03-02 00:01:00  job-4  box-2  1,024 CPU units, 1,024 MiB
      03-02 00:01:00  job-5  box-3  1,024 CPU units, 1,024 MiB
      03-02 00:01:00  job-6  box-3  1,024 CPU units, 1,024 MiB

    Placed, 2026-03-02 00:01:00
    ---------------------------
    job-7 (job:1, group family:job) needs 1,024 CPU units, 1,024 MiB, on EC2 in
    cluster main.
    1. Room: 3 of 4 container instances can take it
       thin-1  RESOURCE:CPU needs 1,024 CPU units, 512 left
    2. spread by ecs.availability-zone: 3 -> 3
       No task of the group is there: all are equal.
    3. binpack by memory: 3 -> 3
       Least MiB left:
       > 4,096  box-1, box-2 and box-3
    4. Tie: 3 -> 1
       Equally good; the one that was registered first is taken.
       box-1, box-2 and box-3
    => box-1 in us-east-1a
    "
  `);
});

test('a placement that strategies and a tie decide', () => {
  expect(explanationText(moment(BOXES, 0)).split('\n\n')[2]).toMatchInlineSnapshot(`
    "job-2 is on box-2
    -----------------
    job-2 (job:1, group family:job) needs 1,024 CPU units, 1,024 MiB, on EC2 in
    cluster main.
    1. Room: 3 of 4 container instances can take it
       thin-1  RESOURCE:CPU needs 1,024 CPU units, 512 left
    2. spread by ecs.availability-zone: 3 -> 1
       Fewest tasks of group family:job by ecs.availability-zone:
       > 0  us-east-1b  box-2
         1  us-east-1a  box-1 and box-3
    3. binpack by memory: 1 -> 1
       One is left: nothing to decide.
    => box-2 in us-east-1b"
  `);
});

test('a moment at which nothing more was placed', () => {
  expect(explanationText(moment(BOXES, 1e9))).toBe(
    'test: no task was requested or placed from 2026-03-13 13:46:40 UTC to the end,\n2026-03-02 00:02:00.\n',
  );
});

test('ten thousand instances need a few lines', () => {
  const scenario = scenarioWith({
    cluster: {
      containerInstances: [instances(9999, 2048, 4096), instances(1, 1000, 4096, { name: 'near' })],
    },
    definition: { need: { cpu: 2560, memory: 1024, gpu: 0 } },
    workloads: [{ source: burst(1, 0, 1000) }],
  });
  const text = explanationText(failed(scenario));
  expect(text).toContain('box-1 to -9999  RESOURCE:CPU needs 2,560 CPU units, 2,048 left\n');
  expect(text).toContain('near-1          RESOURCE:CPU needs 2,560 CPU units, 1,000 left\n');
  expect(text).toContain('larger instances: it needs 2,560 CPU units');
  expect(text.split('\n').length).toBeLessThan(25);
});

test('instances that differ much are put together by what they lack', () => {
  const scenario = scenarioWith({
    cluster: {
      containerInstances: Array.from({ length: 40 }, (_, i) =>
        instances(1, i % 4 === 0 ? 900 + i : 2048, 800 + i, { name: `box${i}` }),
      ),
    },
    workloads: [{ source: burst(1, 0, 1000) }],
  });
  const text = explanationText(failed(scenario));
  expect(text).toContain('30  RESOURCE:MEMORY (least short: 185 MiB on box39-1)\n');
  expect(text).toContain('10  RESOURCE:CPU + RESOURCE:MEMORY\n');
});

test('no line is wider than asked for, and nothing of the outside reaches the terminal as a command', () => {
  let lines = 0;
  fc.assert(
    fc.property(
      scenarioArbitrary,
      fc.integer({ min: 60, max: 100 }),
      fc.nat(100_000),
      fc.integer({ min: 1, max: 9 }),
      (scenario, width, at, number) => {
        const hostile = {
          ...scenario,
          workloads: scenario.workloads.map((workload) => ({ ...workload, group: 'a\u001b[31m\nb' })),
        };
        const texts = [moment(hostile, at), failed(hostile), task(hostile, `job-${number}`)];
        for (const text of texts.map((found) => (found === null ? '' : explanationText(found, width))))
          for (const line of text.split('\n')) {
            lines++;
            if (widthOf(line) > width || line.includes('\u001b') || /\s$/.test(line))
              throw new Error(`${width}: ${JSON.stringify(line)}`);
          }
      },
    ),
    { numRuns: 40, seed: 8 },
  );
  expect(lines).toBeGreaterThan(1000);
});
