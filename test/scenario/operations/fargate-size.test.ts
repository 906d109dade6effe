import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeMemoryChoices,
  fargateOsFamilies,
  fargateSizeProblem,
  minimumPlatformVersion,
  satisfiesPlatformVersion,
} from '../../../src/scenario/operations/fargate-size.ts';

const ROWS: readonly (readonly [cpu: number, first: number, last: number, step: number])[] = [
  [512, 1024, 4096, 1024],
  [1024, 2048, 8192, 1024],
  [2048, 4096, 16384, 1024],
  [4096, 8192, 30720, 1024],
  [8192, 16384, 61440, 4096],
  [16384, 32768, 122880, 8192],
];

test('a size is in the table, or AWS says which half of it is not', () => {
  const sizes = fc.tuple(
    fc.constantFrom(256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 768, 100),
    fc.integer({ min: 1, max: 300 }),
  );
  fc.assert(
    fc.property(sizes, ([cpu, half]) => {
      const memory = half * 512;
      const row = ROWS.find(([rowCpu]) => rowCpu === cpu);
      const known =
        cpu === 256
          ? [512, 1024, 2048].includes(memory)
          : cpu === 32768
            ? [61440, 122880, 249856].includes(memory)
            : undefined;
      const inRow =
        row === undefined
          ? (known ?? false)
          : memory >= row[1] && memory <= row[2] && (memory - row[1]) % row[3] === 0;
      const expected = inRow
        ? null
        : row === undefined && known === undefined
          ? "Invalid 'cpu' setting for task."
          : 'No Fargate configuration exists for given values.';
      expect(fargateSizeProblem(cpu, memory)).toBe(expected);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('Windows has three rows, and large tasks need a new platform', () => {
  expect(fargateSizeProblem(1024, 2048, 'WINDOWS')).toBeNull();
  expect(fargateSizeProblem(512, 1024, 'WINDOWS')).toBe('No Fargate configuration exists for given values.');
  expect([256, 512, 1024, 2048, 4096, 8192].map((cpu) => fargateOsFamilies(cpu).length)).toEqual([
    1, 1, 2, 2, 2, 1,
  ]);
  expect(fargateOsFamilies(300)).toEqual([]);
  expect([4096, 8192, 32768].map(minimumPlatformVersion)).toEqual([null, '1.4.0', '1.4.0']);
});

test('platform versions compare part by part', () => {
  expect(
    ['1.4.0', '1.10.0', '2.0', 'LATEST', 'latest'].map((version) =>
      satisfiesPlatformVersion(version, '1.4.0'),
    ),
  ).toEqual(Array(5).fill(true));
  expect(
    ['1.3.0', '1.3.9', '1', '0.9.9'].map((version) => satisfiesPlatformVersion(version, '1.4.0')),
  ).toEqual(Array(4).fill(false));
  expect(satisfiesPlatformVersion('1.3.0', null)).toBe(true);
});

test('memory choices read as a sentence', () => {
  expect(describeMemoryChoices(256)).toBe('512, 1024 or 2048');
  expect(describeMemoryChoices(1024)).toBe('2048 to 8192 in steps of 1024');
  expect(describeMemoryChoices(32768)).toBe('61440, 122880 or 249856');
});
