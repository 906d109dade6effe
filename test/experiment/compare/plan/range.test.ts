import { expect, test } from 'vitest';
import { latticeOf, spreadPositions } from '../../../../src/experiment/compare/break-even/lattice.ts';
import { planRanges } from '../../../../src/experiment/compare/plan/plan-ranges.ts';
import { parseRange, type Range, settingsAt } from '../../../../src/experiment/compare/plan/range.ts';

test.each([
  ['speed.m5=0.5..2', { low: 0.5, high: 2, isDuration: false, isWhole: false }],
  [
    'services[0].desiredCount = 2 .. 40',
    { path: 'services[0].desiredCount', low: 2, high: 40, isWhole: true },
  ],
  ['workloads[0].duration=90s..1h', { low: 90, high: 3600, isDuration: true, isWhole: false }],
  ['taskDefinitions[0].memory=1 GB..2 GB', { low: 1024, high: 2048, isWhole: true }],
])('%s', (text, range) => {
  expect(parseRange(text)).toMatchObject(range);
});

test.each(['speed.m5=1,2', 'speed.m5=1', 'name="a..b"', 'services[0].desiredCount={between: [1..2]}', 'x'])(
  '%s is no range',
  (text) => {
    expect(parseRange(text)).toBeNull();
  },
);

test.each([
  ['speed.m5=2..1', 'expected a range that goes up, received "speed.m5=2..1"'],
  ['speed.m5=a..b', 'expected two numbers, durations or sizes around the dots, received "speed.m5=a..b"'],
  ['name=1..2', 'expected the path of a number, received "name"'],
  ['services[0].desiredCont=1..2', 'expected the path of a number, received "services[0].desiredCont"'],
  ['speed.m5=-1..2', 'expected two ends that can stand there, received "-1" for speed.m5'],
  ['speed.m5=1..2s', 'expected two ends that can stand there, received "1" for speed.m5'],
])('%s is refused', (text, sentence) => {
  expect(parseRange(text)).toBe(sentence);
});

test('steps are round, and of 1 for whole numbers; the ends are looked at', () => {
  const values = (text: string, count: number) => {
    const lattice = latticeOf(parseRange(text) as Range);
    return spreadPositions(lattice, count).map(lattice.valueAt);
  };
  expect(values('services[0].desiredCount=2..6', 9)).toEqual([2, 3, 4, 5, 6]);
  expect(values('services[0].desiredCount=0..100000', 3)).toEqual([0, 50_000, 100_000]);
  expect(values('speed.m5=0.1..0.4', 4)).toEqual([0.1, 0.2, 0.3, 0.4]);
  expect(values('workloads[0].duration=1s..1001s', 3)).toEqual([1, 501, 1001]);
  for (const text of ['speed.m5=0.0003..0.0004', 'speed.m5=3..77777', 'speed.m5=1..2']) {
    const { last } = latticeOf(parseRange(text) as Range);
    expect(last).toBeGreaterThanOrEqual(200);
    expect(last).toBeLessThanOrEqual(2001);
  }
});

test('settings read back as the same values', () => {
  expect(settingsAt(parseRange('workloads[0].duration=90s..1h') as Range, 90.5)).toEqual([
    'workloads[0].duration=90500ms',
  ]);
  expect(settingsAt(parseRange('speed.m5=1..2') as Range, 1.25)).toEqual(['speed.m5=1.25']);
});

test('ranges are told from lists; at most two, each path once', () => {
  expect(planRanges(['speed.m5=1..2', 'speed.c5=1,2'])).toMatchObject({
    ranges: [{ path: 'speed.m5' }],
    others: ['speed.c5=1,2'],
    problems: [],
  });
  expect(planRanges(['speed.a=1..2', 'speed.b=1..2', 'speed.c=1..2']).problems).toEqual([
    '--vary: expected at most 2 ranges, received 3.',
  ]);
  expect(planRanges(['speed.m5=1..2', 'speed.m5=3,4']).problems).toEqual([
    '--vary: expected each path once, received "speed.m5" again.',
  ]);
  expect(planRanges(['speed.m5=2..1']).problems).toHaveLength(1);
});

test('other numbers go along with a range, down as well as up', () => {
  const range = parseRange('speed.m5=100..200/50;speed.c5=20..10; services[0].desiredCount=1..4') as Range;
  expect(range).toMatchObject({ path: 'speed.m5', step: 50, along: [{ low: 20, high: 10 }, { high: 4 }] });
  expect(settingsAt(range, 150)).toEqual(['speed.m5=150', 'speed.c5=15', 'services[0].desiredCount=3']);
  expect(settingsAt(range, 200)).toEqual(['speed.m5=200', 'speed.c5=10', 'services[0].desiredCount=4']);
});

test('a step says which values are looked at; the end is one of them', () => {
  const lattice = latticeOf(parseRange('speed.m5=0.5..2/0.4') as Range);
  expect(spreadPositions(lattice, 9).map(lattice.valueAt)).toEqual([0.5, 0.9, 1.3, 1.7, 2]);
});

test.each([
  ['speed.m5=1..2/0', 'expected a step that fits into the range after the slash, received "speed.m5=1..2/0"'],
  ['speed.m5=1..2;speed.c5', 'expected PATH=LOW..HIGH after each semicolon, received "speed.c5"'],
])('%s is refused', (text, sentence) => {
  expect(parseRange(text)).toBe(sentence);
});
