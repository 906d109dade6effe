import { expect, test } from 'vitest';
import { makeSteps } from '../../../src/environment/series/steps-series.ts';

test('each step is held until the next one, the last for ever', () => {
  expect(makeSteps([0, 7200], [10, 40], false)).toEqual({
    atMs: [0, 7200],
    perSecond: [10, 40],
    endMs: null,
    repeat: false,
  });
});

test('repeated, the last lasts as long as the median of the others', () => {
  expect(makeSteps([0, 100, 150, 350], [1, 2, 3, 4], true)).toMatchObject({ endMs: 450, repeat: true });
  expect(makeSteps([0], [5], true)).toMatchObject({ endMs: null, repeat: false });
});
