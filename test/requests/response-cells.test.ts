import { expect, it } from 'vitest';
import { CellBuilder, type ResponseCells } from '../../src/requests/response-cells.ts';

function quantileOf({ values, shares }: ResponseCells, fraction: number): number {
  let upTo = 0;
  return values[shares.findIndex((share) => (upTo += share) >= fraction)]!;
}

function gammaCells(work: number, mean: number, variance: number): ResponseCells {
  const builder = new CellBuilder();
  builder.addGamma(work, mean, variance, 1);
  return builder.finish(work * (1 + mean));
}

it('an excess of variance mean^2 is exponential', () => {
  const cells = gammaCells(2, 3, 9);
  for (const fraction of [0.1, 0.5, 0.9, 0.99, 0.999]) {
    const expected = 2 * (1 - 3 * Math.log(1 - fraction));
    expect(Math.abs(quantileOf(cells, fraction) / expected - 1)).toBeLessThan(0.02);
  }
});

it('an excess of a quarter of that has the percentiles of a sum of four exponentials', () => {
  const cells = gammaCells(1, 4, 4);
  // Of gamma with shape 4 and scale 1: 3.6721, 7.7537, 10.0451.
  for (const [fraction, expected] of [
    [0.5, 3.6721],
    [0.95, 7.7537],
    [0.99, 10.0451],
  ] as const)
    expect(Math.abs(quantileOf(cells, fraction) / (1 + expected) - 1)).toBeLessThan(0.02);
});

it('an excess that hardly varies is one value, or nearly', () => {
  expect(gammaCells(1, 1, 1e-6).values).toHaveLength(1);
  const cells = gammaCells(1, 9, 0.04);
  expect(quantileOf(cells, 0.01)).toBeGreaterThan(9.3);
  expect(quantileOf(cells, 0.99)).toBeLessThan(10.7);
});

it('what lies within the first bucket is one value', () => {
  expect(gammaCells(1e-4, 0.4545, 2.5e-4).shares).toEqual(new Float64Array([1]));
});

it('values ascend, shares add up to 1, and the mean is the one given', () => {
  const builder = new CellBuilder();
  builder.add(0.001, 0.1);
  builder.add(1, 0.4);
  builder.addGamma(0.004, 2, 5, 0.1);
  builder.addGamma(3, 20, 300, 0.4);
  const { values, shares } = builder.finish(25);
  expect(values.every((value, cell) => cell === 0 || value > values[cell - 1]!)).toBe(true);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(shares.reduce((sum, share, cell) => sum + share * values[cell]!, 0)).toBeCloseTo(25, 10);
});
