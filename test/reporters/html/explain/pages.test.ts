import { expect, test } from 'vitest';
import type { Explanation } from '../../../../src/experiment/explain/explanation.ts';
import type { StrategyRace, StrategyResult } from '../../../../src/experiment/strategy-race.ts';
import { explanationHtml } from '../../../../src/reporters/html/explain/explanation.ts';
import { strategyRaceHtml } from '../../../../src/reporters/html/explain/race.ts';
import { failedWithPictures, momentWithPictures } from '../../../support/explained.ts';
import { findAll, type HtmlElement, parseHtml, textOf } from '../../../support/html-tree.ts';
import { load } from '../../../support/load.ts';
import { explainAt, MINUTE, scaledScenario, tracking } from '../../../support/scaling.ts';

/** Reads the page strictly and says what none may have. */
function pageOf(html: string): HtmlElement {
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(400_000);
  const page = parseHtml(html);
  const all = findAll(page, () => true);
  const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { name, attributes } of all)
    for (const [key, value] of Object.entries(attributes)) {
      expect(key.startsWith('on')).toBe(false);
      if (['d', 'style', 'viewBox'].includes(key) && /NaN|Infinity|undefined/.test(value))
        expect.fail(`${key} of ${name}: ${value.slice(0, 200)}`);
    }
  expect(textOf(main(page))).not.toMatch(/\bNaN\b|\[object|undefined/);
  return page;
}

function main(page: HtmlElement): HtmlElement {
  return findAll(page, ({ name }) => name === 'main')[0]!;
}

function titles(page: HtmlElement): string[] {
  return findAll(page, ({ name }) => name === 'h2' || name === 'h3').map(textOf);
}

function withClass(page: HtmlElement, wanted: string): HtmlElement[] {
  return findAll(page, ({ attributes }) => (attributes['class'] ?? '').split(' ').includes(wanted));
}

function figureTitled(page: HtmlElement, start: string): HtmlElement {
  const figures = findAll(page, ({ name }) => name === 'figure');
  const found = figures.find((one) => titles(one)[0]!.startsWith(start));
  if (found === undefined) expect.fail(`no figure ${start} among ${titles(page).join('; ')}`);
  return found;
}

/** Four instances of two sizes, one of them partly full, and one task to place by two strategies. */
const PLACEMENT = `
clusters:
  - containerInstances:
      - { name: big, count: 2, registeredResources: { cpu: 4096, memory: 8192 }, availabilityZones: [us-east-1a, us-east-1b] }
      - { name: small, count: 2, registeredResources: { cpu: 1024, memory: 2048 }, availabilityZones: [us-east-1a] }
taskDefinitions:
  - { family: web, containerDefinitions: [{ name: web, image: web, cpu: 512, memory: 1024 }] }
  - { family: full, containerDefinitions: [{ name: full, image: full, cpu: 1024, memory: 256 }] }
workloads:
  - { taskDefinition: full, arrivals: { burst: { at: 0s, count: 1 } }, duration: 2h, placementStrategy: [{ type: firstFit }] }
  - { name: web, taskDefinition: web, arrivals: { burst: { at: 1m, count: 1 } }, duration: 1h, placementStrategy: [{ type: spread, field: "attribute:ecs.availability-zone" }, { type: binpack, field: memory }] }
timings: instant
`;

test('a placement: each step with who stays and who drops out, down to the chosen one, and what others would choose', async () => {
  const scenario = await load(PLACEMENT);
  const explanation = momentWithPictures(scenario, MINUTE);
  const [decision] = explanation.decisions;
  const page = pageOf(explanationHtml(explanation));
  if (decision?.where !== 'instances' || decision.result.kind !== 'placed') return expect.fail('not placed');
  expect(titles(page)).toEqual([
    'How it was decided',
    'From 4 to 1 in 4 steps',
    'The fleet before web-1 is placed, and where it goes',
    '1. Room: 4 of 4 instances can take it',
    '2. spread by ecs.availability-zone: 4 of 4 stay',
    '3. binpack by memory: 2 of 4 stay',
    '4. Tie: 1 of 2 is taken',
    expect.stringMatching(
      /^What would another strategy have done\? \d+ of 20 take small-1, too; the others take \d/,
    ),
  ]);
  const step = figureTitled(page, '3. binpack');
  expect(withClass(step, 'gone').map(textOf)).toEqual(['big-17,936 MiB left', 'big-28,192 MiB left']);
  expect([...withClass(step, 'chosen'), ...withClass(step, 'stays')].map(textOf)).toEqual([
    'small-12,048 MiB left',
    'small-22,048 MiB left',
  ]);
  expect(textOf(figureTitled(page, '4. Tie'))).toContain('the one that was registered first is taken');
  // The new task is drawn in the chosen one, and nothing of it is missing there.
  expect(withClass(figureTitled(page, 'The fleet'), 'fits')).not.toEqual([]);
  expect(withClass(page, 'lacks')).toEqual([]);
  const cards = withClass(figureTitled(page, 'What would'), 'bin');
  expect(cards).toHaveLength(decision.picture!.choices.length);
  expect(textOf(cards[0]!)).toBe(
    'spread(\u200bAZ), binpack(\u200bmemory)small-1: 4 → 4 → 2 → 1as the scenario has it',
  );
});

test('a refusal: instance by instance with what is missing, and what would have helped', async () => {
  const scenario = await load(PLACEMENT.replace('cpu: 512, memory: 1024', 'cpu: 3072, memory: 9000'));
  const explanation = failedWithPictures(scenario);
  const page = pageOf(explanationHtml(explanation));
  expect(titles(page)).toEqual(['1 task of web: RESOURCE:MEMORY', 'None of 4 instances can take it']);
  const boxes = withClass(page, 'bin');
  expect(boxes.map(textOf)).toEqual([
    'big-28,192 MiB left',
    'big-17,936 MiB left',
    'small-11,024 CPU units left2,048 MiB left',
    'small-21,024 CPU units left2,048 MiB left',
  ]);
  for (const box of boxes)
    expect(findAll(box, ({ attributes }) => attributes['class'] === 'lacks').length).toBeGreaterThan(0);
  expect(textOf(main(page))).toContain('larger instances: it needs 9,000 MiB');
  const nobody = pageOf(explanationHtml({ ...explanation, tasks: 0, kinds: [] }));
  expect(textOf(main(nobody))).toContain('No task was refused when it was requested');
});

test('a Fargate task: zones by their tasks', async () => {
  const scenario = await load(`
clusters: [{ capacityProviders: [FARGATE] }]
taskDefinitions:
  - { family: job, cpu: "256", memory: "512", networkMode: awsvpc, requiresCompatibilities: [FARGATE], containerDefinitions: [{ name: job, image: job }] }
workloads: [{ taskDefinition: job, launchType: FARGATE, arrivals: { every: 1m, limit: 3 }, duration: 1h }]
`);
  const page = pageOf(explanationHtml(momentWithPictures(scenario, 2 * MINUTE)));
  expect(titles(page)[1]).toMatch(/^us-east-1\w has the fewest Fargate tasks: 0$/);
  expect(withClass(page, 'track').length).toBeGreaterThan(1);
});

test('a daemon has no choice, and says so', async () => {
  const scenario = await load(`
clusters: [{ containerInstances: [{ name: box, count: 2, ec2InstanceType: m5.large }] }]
taskDefinitions: [{ family: agent, containerDefinitions: [{ name: agent, image: agent, cpu: 256, memory: 512 }] }]
services: [{ serviceName: agent, taskDefinition: agent, schedulingStrategy: DAEMON }]
simulation: { duration: 10m }
`);
  const page = pageOf(explanationHtml(momentWithPictures(scenario, 0)));
  expect(textOf(main(page))).toContain('2 decisions in one moment: all were placed');
  expect(textOf(main(page))).toContain('there is nothing to choose. It goes to box-1');
});

test('a moment without decisions', async () => {
  const explanation = momentWithPictures(await load(PLACEMENT), 2 * 3_600_000);
  expect(textOf(main(pageOf(explanationHtml(explanation))))).toContain('Nothing was decided');
});

test('scaling: data points against the threshold, and the sum', () => {
  const scenario = scaledScenario({ metrics: [[40, 40, 40, 90, 90, 90, 90]], policies: [tracking(0, 60)] });
  const page = pageOf(explanationHtml(explainAt(scenario, 7 * MINUTE)));
  const [figure] = findAll(page, ({ name }) => name === 'figure');
  expect(titles(figure!)[0]).toMatch(/^AlarmHigh is .*: [34] of \d data points are above 60$/);
  expect(textOf(figure!)).toMatch(
    /4 before the last scale-out x 90 \/ 60 = 6: no more than the 6 that it has/,
  );
  const cells = findAll(figure!, ({ name }) => name === 'td').map(textOf);
  expect(cells).toEqual(expect.arrayContaining(['90', 'yes']));
  expect(findAll(figure!, ({ attributes }) => attributes['class'] === 'dashed c2')).toHaveLength(1);
});

function resultOf(name: string, hours: number, peak: number): StrategyResult {
  return {
    name,
    placementStrategy: [],
    ecs: name !== 'worstFit',
    asWritten: name === 'random',
    instances: { peak, hours },
    tasks: { placed: 9 },
    wait: { p95: 0 },
    cost: { total: hours },
    oracle: { at: '2026-03-02T00:05:00.000Z', tasks: 9, lowerBound: 4, optimum: 4, hours: 5 },
    gap: { peak: peak / 4 - 1, hours: hours / 5 - 1 },
  };
}

test('the race: a bar and a mark of the oracle each, with the gap in words and in a table', () => {
  const race: StrategyRace = {
    scenario: { name: 'race', digest: 'd' },
    seed: '1',
    strategies: [resultOf('binpack(memory)', 5, 4), resultOf('random', 8, 6), resultOf('worstFit', 10, 8)],
  };
  const page = pageOf(strategyRaceHtml(race));
  const text = textOf(main(page));
  expect(text).toContain('binpack(memory) needs the fewest instance-hours, 5; worstFit the most, 10');
  expect(text).toContain("The scenario's own, random, needs 8 instance-hours, 60 % above the bound.");
  const hours = figureTitled(page, 'Between 0 % and 100 % above what is possible');
  const styles = (name: string) =>
    findAll(hours, (one) => one.name === name && 'style' in one.attributes).map(
      ({ attributes }) => attributes['style'],
    );
  expect(styles('i')).toEqual(['width:50%', 'width:80%', 'width:100%']);
  expect(styles('u')).toEqual(['left:50%', 'left:50%', 'left:50%']);
  expect(findAll(page, ({ name }) => name === 'tbody').map(({ children }) => children.length)).toEqual([3]);
  expect(textOf(main(pageOf(strategyRaceHtml({ ...race, strategies: [] }))))).toContain('Nothing ran');
});

/** Every text that comes from a scenario, made as bad as it can be. */
function spoiled<T>(value: T, key = ''): T {
  if (typeof value === 'string')
    return (NAMES.has(key) ? `<script>alert(1)</script>"'&${value}${'x'.repeat(200)}` : value) as T;
  if (Array.isArray(value)) return value.map((one) => spoiled(one, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoiled(one, name)])) as T;
}
const NAMES = new Set(
  'task workload taskDefinition group cluster capacityProvider containerInstance instanceType availabilityZone kept kinds name'.split(
    ' ',
  ),
);

test('names with markup in them are shown and never read', async () => {
  const scenario = await load(PLACEMENT);
  const pages: Explanation[] = [momentWithPictures(scenario, MINUTE), failedWithPictures(scenario)];
  for (const explanation of pages) {
    const html = explanationHtml(spoiled(explanation));
    const page = pageOf(html);
    expect(html.match(/<script>/g)).toHaveLength(1);
    expect(html).not.toContain('<script>alert');
    if (explanation.question === 'at') expect(textOf(main(page))).toContain('<script>alert(1)</script>');
  }
});

test('a page of many instances keeps to its bounds, and says what it leaves out', async () => {
  const scenario = await load(PLACEMENT.replaceAll('count: 2,', 'count: 900,'));
  const explanation = momentWithPictures(scenario, MINUTE);
  const page = pageOf(explanationHtml(explanation));
  expect(withClass(figureTitled(page, 'The fleet'), 'bin')).toHaveLength(60);
  expect(textOf(figureTitled(page, 'The fleet'))).toContain('1,740 more instances not shown.');
  expect(textOf(figureTitled(page, '3. binpack'))).toMatch(/Not shown: .*more drop out/);
});
