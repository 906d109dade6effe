import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { ScenarioRun } from '../../../src/experiment/run.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { readRecording } from '../../../src/scenario/starters/read-recording.ts';
import {
  type StarterPlatform,
  type StarterWork,
  starterText,
} from '../../../src/scenario/starters/starter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

const FILES = {
  'jobs.csv': 'job,submit_time,runtime_s,cores,memory_gb\na,0,60,2,4\nb,30,300,0.5,1\nc,400,60,4,\n',
  'hits.csv':
    'timestamp,hits\n2026-03-02T00:00:00Z,600\n2026-03-02T00:05:00Z,900\n2026-03-02T00:10:00Z,300\n',
};

const WORKS: readonly (readonly [string, (platform: StarterPlatform) => StarterWork])[] = [
  ['service', () => ({ kind: 'service' })],
  ['batch', () => ({ kind: 'batch' })],
  ['tasks', (platform) => readRecording(bytes(FILES['jobs.csv']), 'jobs.csv', platform).work],
  ['traffic', (platform) => readRecording(bytes(FILES['hits.csv']), 'hits.csv', platform).work],
];

const CASES = WORKS.flatMap(([kind, work]) =>
  (['fargate', 'ec2'] as const).map((platform) => [kind, platform, work(platform)] as const),
);

test.each(CASES)('%s on %s is valid without warnings and runs at once', async (kind, platform, work) => {
  const text = starterText({ name: 'mine', platform, work });
  const loaded = await loadScenario(text, { files: memoryFiles(FILES), fileName: 'mine.yaml' });
  expect(loaded.scenario.warnings).toEqual([]);
  expect(loaded.scenario.name).toBe('mine');
  const run = new ScenarioRun(loaded.scenario, loaded.prices);
  while (run.advance(Number.MAX_SAFE_INTEGER / 16, Number.POSITIVE_INFINITY) !== 'ended')
    for (const feed of run.feeds) {
      if (!feed.hungry) continue;
      feed.push(bytes(FILES[feed.file as keyof typeof FILES]));
      feed.end();
    }
  const { tasks, cost, services, warnings } = run.outcome();
  expect(tasks.started).toBeGreaterThan(kind === 'batch' ? 300 : 1);
  expect(tasks.failed + tasks.pendingAtEnd.count).toBe(0);
  expect(cost.total).toBeGreaterThan(0);
  if (kind === 'service') expect(services['main/web']?.failedRequests).toBeLessThan(2000);
  if (kind === 'service' || kind === 'batch') expect(warnings).toEqual([]);
  const products = Object.keys(cost.byProduct);
  expect(products.includes(platform === 'fargate' ? 'AWSFargate' : 'AmazonEC2')).toBe(true);
});

test('every line is short enough to be read and ends without blanks', () => {
  for (const [, platform, work] of CASES)
    for (const line of starterText({ name: 'mine', platform, work }).split('\n')) {
      expect(line.length).toBeLessThan(120);
      expect(line).toBe(line.trimEnd());
    }
});

test('a name that YAML would take for something else is a text', async () => {
  const text = starterText({ name: 'yes: #1', platform: 'fargate', work: { kind: 'batch' } });
  const { scenario } = await loadScenario(text, { files: memoryFiles({}), fileName: 'x.yaml' });
  expect(scenario.name).toBe('yes: #1');
});
