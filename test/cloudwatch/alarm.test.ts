import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AlarmRule,
  type AlarmState,
  acceptsPeriods,
  breaches,
  type ComparisonOperator,
  evaluateAlarm,
  evaluatedEveryMs,
  evaluatedPeriod,
  evaluationRange,
} from '../../src/cloudwatch/alarm.ts';
import { stateByTheBook } from '../oracles/alarm-by-the-book.ts';

const RULE: AlarmRule = {
  comparison: 'GreaterThanThreshold',
  threshold: 50,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  evaluationRange: 5,
  treatMissingData: 'missing',
};

/** `0-X`: data points from the oldest to the newest; 0 is fine, X breaches, - is missing. */
function stateOf(points: string, rule: Partial<AlarmRule> = {}, previous: AlarmState = 'OK'): AlarmState {
  return evaluateAlarm((age) => value(points.at(-1 - age)), { ...RULE, ...rule }, previous);
}

function value(sign: string | undefined): number {
  if (sign === undefined || sign === '-') return Number.NaN;
  return sign === 'X' ? 51 : 50;
}

describe('evaluateAlarm', () => {
  test('the newest data points count, in whatever order they breach', () => {
    expect(stateOf('00XXX')).toBe('ALARM');
    expect(stateOf('XXX00')).toBe('OK');
    expect(stateOf('XXXX0')).toBe('OK');
  });

  test('M of N: two of three are enough wherever they are, a third one that is older is not looked at', () => {
    const twoOfThree = { datapointsToAlarm: 2 };
    for (const points of ['00XX0', '00X0X', '000XX']) expect(stateOf(points, twoOfThree)).toBe('ALARM');
    expect(stateOf('XXX00', twoOfThree)).toBe('OK');
  });

  test('a gap moves the window back, and no further than the range', () => {
    expect(stateOf('XX--X')).toBe('ALARM');
    expect(stateOf('0X--X')).toBe('OK');
    expect(stateOf('0X--X', { evaluationRange: 4 })).toBe('ALARM');
  });

  test('the state before matters to `ignore` only', () => {
    expect(stateOf('-----', { treatMissingData: 'ignore' }, 'ALARM')).toBe('ALARM');
    expect(stateOf('-----', {}, 'ALARM')).toBe('INSUFFICIENT_DATA');
    expect(stateOf('--X--', { treatMissingData: 'ignore' }, 'INSUFFICIENT_DATA')).toBe('INSUFFICIENT_DATA');
  });

  test('with `breaching`, what was fine counts until it leaves the range', () => {
    expect(stateOf('0----', { treatMissingData: 'breaching' })).toBe('OK');
    expect(stateOf('-----', { treatMissingData: 'breaching' })).toBe('ALARM');
  });

  test('no more data points are asked for than it takes', () => {
    const ages: number[] = [];
    const ask = (points: string) => {
      ages.length = 0;
      evaluateAlarm(
        (age) => {
          ages.push(age);
          return value(points.at(-1 - age));
        },
        RULE,
        'OK',
      );
      return [...ages];
    };
    expect(ask('XXXX0')).toEqual([0]);
    expect(ask('XXXXX')).toEqual([0, 1, 2]);
    expect(ask('-----')).toEqual([0, 1, 2, 3, 4]);
  });

  test('it is what the book says, for any window and any setting', () => {
    const anyWindow = fc
      .record({
        n: fc.integer({ min: 1, max: 6 }),
        extra: fc.nat(4),
        treat: fc.constantFrom(
          'missing' as const,
          'ignore' as const,
          'breaching' as const,
          'notBreaching' as const,
        ),
        previous: fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA'),
      })
      .chain((alarm) =>
        fc.record({
          alarm: fc.constant(alarm),
          m: fc.integer({ min: 1, max: alarm.n }),
          points: fc.array(fc.constantFrom(true, false, null, null), {
            minLength: alarm.n + alarm.extra,
            maxLength: alarm.n + alarm.extra,
          }),
        }),
      );
    fc.assert(
      fc.property(anyWindow, ({ alarm: { n, treat, previous }, m, points }) => {
        const signs = points.map((point) => (point === null ? '-' : point ? 'X' : '0')).join('');
        const rule = { evaluationPeriods: n, datapointsToAlarm: m, treatMissingData: treat };
        expect(stateOf(signs, { ...rule, evaluationRange: points.length }, previous)).toBe(
          stateByTheBook(points, { n, m, treat }, previous),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

test('a value at the threshold breaches where the comparison says so', () => {
  const at = (comparison: ComparisonOperator) =>
    [49, 50, 51].map((point) => breaches(point, { ...RULE, comparison }));
  expect(at('GreaterThanThreshold')).toEqual([false, false, true]);
  expect(at('GreaterThanOrEqualToThreshold')).toEqual([false, true, true]);
  expect(at('LessThanThreshold')).toEqual([true, false, false]);
  expect(at('LessThanOrEqualToThreshold')).toEqual([true, true, false]);
});

test('the range is 5 for 3 periods, a third more for many, or as many more as one says', () => {
  expect([1, 3, 6, 9, 15].map((n) => evaluationRange(n, 'third'))).toEqual([3, 5, 8, 12, 20]);
  expect(evaluationRange(3, 0)).toBe(3);
});

test('alarms of minutes are evaluated each minute, of seconds every ten', () => {
  expect([10_000, 20_000, 30_000, 60_000, 300_000].map(evaluatedEveryMs)).toEqual([
    10_000, 10_000, 10_000, 60_000, 60_000,
  ]);
});

test('periods of five minutes slide along minute by minute; shorter ones than a minute stay where they are', () => {
  const minutes = (nowMs: number, age: number) => {
    const { fromMs, untilMs } = evaluatedPeriod(nowMs, 300_000, age);
    return [fromMs / 60_000, untilMs / 60_000];
  };
  expect(minutes(600_000, 0)).toEqual([5, 10]);
  expect(minutes(661_000, 0)).toEqual([6, 11]);
  expect(minutes(661_000, 1)).toEqual([1, 6]);
  expect(evaluatedPeriod(70_000, 20_000, 0)).toEqual({ fromMs: 40_000, untilMs: 60_000 });
});

test('a day of short periods is accepted, and a week of hours, and no more', () => {
  expect([1440, 1441].map((periods) => acceptsPeriods(60_000, periods))).toEqual([true, false]);
  expect([168, 169].map((periods) => acceptsPeriods(3_600_000, periods))).toEqual([true, false]);
});
