import { expect, test } from 'vitest';
import {
  countOf,
  formatAmount,
  formatCount,
  formatManyCount,
  formatMinute,
  formatMinuteAfter,
  formatSeconds,
  formatShare,
  formatTimes,
  formatUsd,
} from '../../../src/reporters/text/numbers.ts';

test('counts have separators until digits say nothing', () => {
  expect([0, 999, 1000, 1_234_567, 999_999_999_999_999, 1.234e15, 1e300].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '1,234,567',
    '999,999,999,999,999',
    '1.23e15',
    '1.00e300',
  ]);
});

test('from ten million on counts may read as millions', () => {
  expect([0, 9_999_999, 1e7, 123_456_789, 10_200_113_317, 2e15].map(formatManyCount)).toEqual([
    '0',
    '9,999,999',
    '10 M',
    '123 M',
    '10,200 M',
    '2,000,000,000 M',
  ]);
});

test('amounts have about three digits and never round to nothing', () => {
  expect(
    [0, 1e-12, 0.0099, 0.01, 0.5, 1.234, 9.996, 12.34, 99.96, 100.4, 1234.5, 1e15].map(formatAmount),
  ).toEqual(['0', '<0.01', '<0.01', '0.01', '0.5', '1.23', '10', '12.3', '100', '100', '1,235', '1.00e15']);
});

test('shares: neither nothing nor everything unless they are', () => {
  expect(
    [
      0, 1e-9, 0.0009, 0.001, 0.042, 0.0999, 0.1, 0.756, 0.99, 0.994, 0.9999, 1, 0.999_999_999_999_9, 12.5,
    ].map(formatShare),
  ).toEqual([
    '0 %',
    '<0.1 %',
    '<0.1 %',
    '0.1 %',
    '4.2 %',
    '10 %',
    '10 %',
    '76 %',
    '99 %',
    '99.4 %',
    '>99.9 %',
    '100 %',
    '100 %',
    '1,250 %',
  ]);
});

test('dollars: zero, under a cent, with separators, beyond all measure', () => {
  expect([0, 1e-9, 0.0099, 0.01, 12.345, 1_234_567.8, 1e15, -1e15].map(formatUsd)).toEqual([
    '$0.00',
    '<$0.01',
    '<$0.01',
    '$0.01',
    '$12.35',
    '$1,234,567.80',
    '$1.00e15',
    '-$1.00e15',
  ]);
});

test('times in units that people read', () => {
  expect([0, 0.0001, 0.25, 1.5, 75, 5400, 90_000, 1e15].map(formatSeconds)).toEqual([
    '0 s',
    '<1 ms',
    '250 ms',
    '1.5 s',
    '1 min 15 s',
    '1 h 30 min',
    '1 d 1 h',
    '1.00e15 s',
  ]);
  expect(formatMinute('2026-03-02T12:34:56.789Z')).toBe('2026-03-02 12:34');
  expect(formatMinuteAfter('2026-02-28T23:59:00.000Z', 60)).toBe('2026-03-01 00:00');
  expect(formatMinuteAfter('2026-02-28T23:59:00.000Z', 1e15)).toBe('2026-02-28 23:59');
  expect([countOf(0, 'task'), countOf(1, 'task'), countOf(2000, 'task')]).toEqual([
    '0 tasks',
    '1 task',
    '2,000 tasks',
  ]);
});

test('how often', () => {
  expect([1, 2, 3, 1234].map(formatTimes)).toEqual(['once', 'twice', '3 times', '1,234 times']);
});
