import { expect, test } from 'vitest';
import type { StrategyRace, StrategyResult } from '../../../src/experiment/strategy-race.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { strategyRaceText } from '../../../src/reporters/text/strategy-race.ts';

function result(name: string, parts: Partial<StrategyResult> = {}): StrategyResult {
  return {
    name,
    placementStrategy: [],
    ecs: true,
    asWritten: false,
    instances: { peak: 690, hours: 38_119.08 },
    tasks: { placed: 252_130 },
    wait: { p95: 0 },
    cost: { total: 117_101.82 },
    oracle: { at: '2026-03-04T20:10:00.000Z', tasks: 18_351, lowerBound: 688, optimum: null, hours: 31_455 },
    gap: { peak: 0.0029, hours: 0.2119 },
    ...parts,
  };
}

function race(...strategies: StrategyResult[]): StrategyRace {
  return { scenario: { name: 'azure', digest: 'd' }, seed: '1', strategies };
}

test('a specimen: what is where, and what the marks mean', () => {
  const text = strategyRaceText(
    race(
      result('firstFit', { ecs: false, gap: { peak: 0, hours: 0.19 } }),
      result('spread(AZ), binpack(memory)', { asWritten: true, instances: { peak: 1, hours: 2 } }),
      result('random', { gap: { peak: null, hours: null } }),
    ),
  );
  expect(text).toBe(`azure: 3 placement strategies
The same arrivals, sizes and durations for each (seed 1).

   Strategy                     Peak    gap   Hours   gap  Wait p95         Cost
 * firstFit                      690    0 %  38,119 +19 %       0 s  $117,101.82
>  spread(AZ), binpack(memory)     1 +0.3 %       2 +21 %       0 s  $117,101.82
   random                        690      -  38,119     -       0 s  $117,101.82

At the moment of the most demand, 2026-03-04 20:10 UTC, 18,351 tasks ran. They
need at least 688 instances. From moment to moment, at least 31,455
instance-hours.

> as the scenario has it. * not of ECS, for comparison. Peak and hours:
container instances with tasks on them; an empty one costs money, too. Gap: how
much more than the fewest possible, could all tasks be placed anew at every
moment, by their sizes alone.
`);
});

test('a proven optimum is called one', () => {
  const { oracle } = result('random');
  const text = strategyRaceText(race(result('random', { oracle: { ...oracle, optimum: 689 } })));
  expect(text).toContain('instances for them, proven by search: 689.');
});

test('where the strategies ran different tasks at different times, it says so and how far the measures go apart', () => {
  const { oracle } = result('random');
  const text = strategyRaceText(
    race(
      result('random', { oracle: { ...oracle, optimum: 7, hours: 40 } }),
      result('binpack(cpu)', { oracle: { ...oracle, lowerBound: 9, hours: 50 }, tasks: { placed: 251_000 } }),
    ),
  ).replaceAll('\n', ' ');
  expect(text).toContain('fewest instances for its own tasks: 7 to 9 at its moment of the most demand');
  expect(text).toContain('(the optimum for 1 of 2, else a lower bound), 40 to 50 instance-hours.');
  expect(text).toContain('Placed');
});

test.each([60, 72, 80])(
  'whatever the figures, no line is wider than %i columns, and every row is there',
  (width) => {
    const large = {
      instances: { peak: 123_456_789, hours: 98_765_432.1 },
      wait: { p95: 86_400 * 3.3 },
      cost: { total: 98_765_432.1 },
      gap: { peak: 12.3, hours: 0.0004 },
    };
    const names = ['spread(AZ), spread(instanceId)', 'topologySpread(a.very.long.attribute)', 'x\u001b[31m'];
    const text = strategyRaceText(
      race(...names.map((name, i) => result(name, i === 0 ? large : { tasks: { placed: i } }))),
      width,
    );
    const lines = text.split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    expect(text).not.toContain('\u001b');
    expect(lines.filter((line) => /^[ >][ *] /.test(line)).length).toBe(4);
  },
);
