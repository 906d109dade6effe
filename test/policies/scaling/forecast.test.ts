import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecastHourly } from '../../../src/policies/scaling/forecast.ts';
import { capacityForLoad } from '../../../src/policies/scaling/predictive-scaling.ts';

const repeat = (count: number, load: (hour: number) => number) =>
  Array.from({ length: count }, (_, hour) => load(hour));

test('with less than a day there is no forecast', () => {
  expect(forecastHourly([], 48)).toBe(null);
  expect(
    forecastHourly(
      repeat(23, () => 5),
      48,
    ),
  ).toBe(null);
  expect(forecastHourly([NaN, ...repeat(23, () => 5)], 48)).toBe(null);
  expect(
    forecastHourly(
      repeat(400, () => NaN),
      48,
    ),
  ).toBe(null);
});

test('one day comes again', () => {
  expect(
    forecastHourly(
      repeat(24, (hour) => hour),
      48,
    ),
  ).toEqual([...repeat(24, (hour) => hour), ...repeat(24, (hour) => hour)]);
});

test('of two days the older counts half, and the level of the last day is kept', () => {
  // 60 and 90: mean 80. The day of 90 was 1.5 times what the day before made one expect.
  expect(forecastHourly([...repeat(24, () => 60), ...repeat(24, () => 90)], 2)).toEqual([120, 120]);
});

test('of two weeks the older counts half', () => {
  // Monday to Saturday as 60 and 90; the last day of both weeks is 10, so the level stays.
  const week = (load: number) => repeat(168, (hour) => (hour < 144 ? load : 10));
  const forecast = forecastHourly([...week(60), ...week(90)], 168)!;
  expect(forecast[0]).toBe(80);
  expect(forecast[143]).toBe(80);
  expect(forecast[144]).toBe(10);
});

test('the level moves a forecast at most down to a half and up to double', () => {
  const days = (...loads: number[]) => loads.flatMap((load) => repeat(24, () => load));
  // The newer of 100 and 1,000 counts two thirds: 700 or 400. The last day is ten times the one before, or a tenth.
  expect(forecastHourly(days(100, 1000), 1)).toEqual([1400]);
  expect(forecastHourly(days(1000, 100), 1)).toEqual([200]);
  expect(forecastHourly(days(0, 90), 1)).toEqual([60]);
  expect(forecastHourly(days(0, 0), 1)).toEqual([0]);
});

test('missing hours are skipped', () => {
  const history = [...repeat(24, (hour) => hour), ...repeat(24, (hour) => (hour === 3 ? NaN : hour))];
  expect(forecastHourly(history, 24)).toEqual(repeat(24, (hour) => hour));
  // No hour of that time of the day is there: the latest hours stand in.
  const never = repeat(48, (hour) => (hour % 24 === 3 ? NaN : 8));
  expect(forecastHourly(never, 24)).toEqual(repeat(24, () => 8));
});

const anyLoad = fc.nat({ max: 1e9 }).map((thousandths) => thousandths / 1000);

test('a history that is the same every day or every week goes on', () => {
  fc.assert(
    fc.property(
      fc.array(anyLoad, { minLength: 168, maxLength: 168 }),
      fc.integer({ min: 168, max: 800 }),
      fc.integer({ min: 24, max: 167 }),
      (week, hours, few) => {
        expect(
          forecastHourly(
            repeat(hours, (hour) => week[hour % 168]!),
            400,
          ),
        ).toEqual(repeat(400, (ahead) => week[(hours + ahead) % 168]!));
        expect(
          forecastHourly(
            repeat(few, (hour) => week[hour % 24]!),
            48,
          ),
        ).toEqual(repeat(48, (ahead) => week[(few + ahead) % 24]!));
      },
    ),
    { seed: 4, numRuns: 60 },
  );
});

const anyHistory = fc.array(fc.oneof({ arbitrary: anyLoad, weight: 9 }, fc.constant(NaN)), {
  minLength: 24,
  maxLength: 400,
  size: 'max',
});

test('a forecast is a number from 0 to twice the highest load, of the last two weeks only', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const forecast = forecastHourly(history, 48);
      if (forecast === null) return;
      expect(forecast).toHaveLength(48);
      const highest = Math.max(...history.filter((load) => !Number.isNaN(load)));
      for (const load of forecast) {
        expect(load).toBeGreaterThanOrEqual(0);
        expect(load).toBeLessThanOrEqual(2 * highest * (1 + 1e-12));
      }
      expect(forecastHourly(history.slice(-336), 48)).toEqual(forecast);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('as many times the load is as many times the forecast', () => {
  fc.assert(
    fc.property(anyHistory, fc.constantFrom(0, 0.25, 3, 8, 1000), (history, times) => {
      const once = forecastHourly(history, 48);
      const more = forecastHourly(
        history.map((load) => load * times),
        48,
      );
      if (once === null) expect(more).toBe(null);
      else
        more!.forEach((load, ahead) => {
          const expected = once[ahead]! * times;
          expect(Math.abs(load - expected)).toBeLessThanOrEqual(1e-9 * expected);
        });
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('tasks for a load are rounded up', () => {
  expect(capacityForLoad(0, 60)).toBe(0);
  expect(capacityForLoad(60, 60)).toBe(1);
  expect(capacityForLoad(60.000001, 60)).toBe(2);
  expect(capacityForLoad(0.3, 0.1)).toBe(3);
  expect(capacityForLoad(1000, 50)).toBe(20);
});
