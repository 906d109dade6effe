import { expect, test } from 'vitest';
import { parseRange, type Range } from '../../../../src/experiment/compare/plan/range.ts';
import { findSurface } from '../../../../src/experiment/compare/surface/find-surface.ts';
import { surfaceCsv } from '../../../../src/reporters/surface-csv.ts';
import { alternative, answer, comparedOutcome } from '../../../support/comparison.ts';

const OPTIONS = { seed: '1', replications: 4, precision: null, confidence: 0.95 };
const ROWS = parseRange('services[0].desiredCount=1..3') as Range;
const COLUMNS = parseRange('speed.m5=1..2') as Range;

test('each cell says who is surely cheapest, and what all cost', () => {
  const { surface, failures } = answer(
    findSurface([alternative('a', 0), alternative('b', 1)], ROWS, COLUMNS, OPTIONS),
    ({ scenario, settings, seed }) => {
      const [count = 0, speed = 0] = settings.map((setting) => Number(setting.split('=')[1]));
      if (count === 3 && scenario === 1) throw new Error('no room');
      // At a count of 2 the two differ by nothing but chance.
      const chance = count === 2 && scenario === 1 ? (Number(seed) % 2) - 0.5 : 0;
      const cost = scenario === 0 ? 10 : count === 2 ? 10 + chance : 8.2 * speed;
      return comparedOutcome({ cost, digest: seed + settings.join() });
    },
  );
  expect(surface.rows).toEqual({ variable: 'services[0].desiredCount', values: [1, 2, 3] });
  expect(surface.columns.values).toHaveLength(9);
  expect(surface.columns.values[8]).toBe(2);
  const cheapest = surface.cells.map((row) => row.map((cell) => cell.cheapest));
  expect(cheapest[0]).toEqual(['b', 'b', 'a', 'a', 'a', 'a', 'a', 'a', 'a']);
  expect(new Set(cheapest[1])).toEqual(new Set([null]));
  expect(surface.cells[2]![0]).toEqual({ cheapest: null, costs: [10, null] });
  expect(failures.length).toBeGreaterThan(0);
  const csv = surfaceCsv(surface).split('\n');
  expect(csv[0]).toBe('services[0].desiredCount,speed.m5,cheapest,cost a,cost b');
  expect(csv[1]).toBe('1,1,b,10,8.2');
  expect(csv).toHaveLength(1 + 27 + 1);
});
