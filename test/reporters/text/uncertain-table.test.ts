import { expect, test } from 'vitest';
import { uncertainTable } from '../../../src/reporters/text/uncertain-table.ts';

const RATE = { low: 13, median: 25, high: 37, value: 33.1177614909, isDuration: false, isWhole: false };
const TIME = { low: 138, median: 210, high: 282, value: 147.955, isDuration: true, isWhole: false };
const COUNT = { low: 2, median: 3, high: 4, value: 3, isDuration: false, isWhole: true };

test('what was drawn stands beside what it could have been', () => {
  const inputs = [
    { path: 'workloads[0].arrivals.poisson.perHour', ...RATE },
    { path: 'workloads[0].duration', ...TIME },
    { path: 'clusters[0].containerInstances[0].count', ...COUNT },
  ];
  const lines = uncertainTable(inputs, 80);
  expect(lines).toEqual([
    'Uncertain input                 Drawn               10 %      Median        90 %',
    'workloads[0]…sson.perHour       33.12                 13          25          37',
    'workloads[0].duration      2 min 28 s         2 min 18 s  3 min 30 s  4 min 42 s',
    'clusters[0].…ces[0].count           3  whole           2           3           4',
    'whole: only whole numbers can stand there.',
  ]);
});

test('without uncertain inputs there is nothing to say; of very many the first are shown', () => {
  expect(uncertainTable([], 80)).toEqual([]);
  const many = Array.from({ length: 22 }, (_, i) => ({ path: `speed.m${i}`, ...RATE }));
  expect(uncertainTable(many, 60).at(-1)).toBe('and 2 others in outcome.json');
});
