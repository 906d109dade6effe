import { expect, test } from 'vitest';
import { adapters } from '../../src/conformance/adapters/registry.ts';
import { describeConformance } from '../../src/conformance/describe-conformance.ts';
import { runConformance } from '../../src/conformance/run-conformance.ts';
import { workedExamples } from '../../src/conformance/worked-examples.ts';

const report = await runConformance(workedExamples());

test('no worked example fails', () => {
  expect(report.examples.filter(({ result }) => result === 'failed')).toEqual([]);
});

test('every area with an adapter has examples that pass, and only those in a form that is not modelled, or of what the catalogue lacks, are left out', () => {
  const areas = Object.keys(adapters);
  expect(areas.filter((area) => report.areas[area]!.passed === 0)).toEqual([]);
  const leftOut = report.examples.filter(
    ({ area, result }) => areas.includes(area) && result === 'notCovered',
  );
  expect(leftOut.map(({ id }) => id)).toEqual([
    // Of instance types that the catalogue does not have.
    'ecs:X-2.23',
    'ecs:X-2.24',
    // Said in words only.
    'ecs:X-4.57',
    'billing:fargate-page-4-windows-old-rates',
    'billing:fargate-windows-8800h',
    'billing:ec2-c7i-8800h',
    'billing:fargate-minimums',
    // Said in words only.
    'scaling:X-2.17',
    'scaling:X-2.18',
    'scaling:X-2.62',
    'scaling:X-3.33',
    'scaling:X-3.34',
    'scaling:X-3.49',
    'scaling:X-5.10',
  ]);
});

test('each adapter stands under its area', () => {
  for (const [area, adapter] of Object.entries(adapters)) expect(adapter.area).toBe(area);
});

test('the report keeps to 80 columns', () => {
  const lines = describeConformance(report).split('\n');
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines.at(-2)).toBe('421 passed, 0 failed, 131 not covered in all');
});
