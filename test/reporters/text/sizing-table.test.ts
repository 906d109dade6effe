import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SizingSummary } from '../../../src/experiment/outcome.ts';
import { widthOf } from '../../../src/reporters/text/layout.ts';
import { sizingTable } from '../../../src/reporters/text/sizing-table.ts';
import { EMPTY_OUTCOME, outcomeArbitrary } from '../../support/outcome.ts';

/** A vCPU that is used to a fifth, and two GiB of which half are used. */
const WEB: SizingSummary = {
  service: 'main/web',
  taskDefinition: 'web:1',
  taskHours: 10,
  vcpu: { isStated: true, reserved: 1, p50: 0.2, p95: 0.5, p99: 0.7, max: 0.9 },
  memoryGib: { isStated: true, reserved: 2, p50: 1, p95: 1, p99: 1.2, max: 1.5 },
  strain: null,
  smaller: {
    vcpu: 0.5,
    memoryGib: 1,
    cpuExceeded: 0.04,
    memoryExceeded: 0.3,
    cpuTight: null,
    priceShare: 0.5,
  },
};
/** Used as reserved: nobody has said what is used of it. */
const ALL_USED = { isStated: false, reserved: 2, p50: 2, p95: 2, p99: 2, max: 2 };

function linesOf(rightSizing: readonly SizingSummary[], width = 80): string[] {
  return sizingTable({ ...EMPTY_OUTCOME, rightSizing }, width).map((line) => line.trimEnd());
}

test('where nothing is said of what tasks use nothing is printed', () => {
  expect(linesOf([])).toEqual([]);
  expect(linesOf([{ ...WEB, vcpu: ALL_USED, memoryGib: ALL_USED }])).toEqual([]);
});

test('what is used of CPU and memory, and how long one size smaller would be short', () => {
  expect(linesOf([WEB])).toEqual([
    'Use of tasks    Reserved   p50   p95   p99   max  One size smaller',
    'main/web web:1    1 vCPU  20 %  50 %  70 %  90 %  0.5 vCPU: short 4 %',
    '                   2 GiB  50 %  50 %  60 %  75 %  1 GiB: short 30 %',
  ]);
});

test('what is stated is shown, also when all of it is used', () => {
  const full = { isStated: true, reserved: 1, p50: 1, p95: 1, p99: 1, max: 1 };
  expect(linesOf([{ ...WEB, vcpu: full, memoryGib: ALL_USED, strain: 'cpuLimit' }]).slice(1)).toEqual([
    'main/web web:1    1 vCPU  100 %  100 %  100 %  100 %  no: CPU is full',
  ]);
});

test('where requests wait for it a CPU is short when it is tight for more than a hundredth of the time', () => {
  const verdictOf = (cpuTight: number) =>
    linesOf([{ ...WEB, smaller: { ...WEB.smaller!, cpuTight } }])[1]!.slice(50);
  expect(verdictOf(0.25)).toBe('0.5 vCPU: short 25 %');
  expect(verdictOf(0.011)).toBe('0.5 vCPU: short 1.1 %');
  expect(verdictOf(0.01)).toBe('0.5 vCPU is enough');
});

test('nothing smaller is advised where the present size is too small', () => {
  const verdictsOf = (strain: SizingSummary['strain']) =>
    linesOf([{ ...WEB, strain }])
      .slice(1)
      .map((line) => line.slice(50));
  expect(verdictsOf('requests')).toEqual(['no: requests fail', 'no: requests fail']);
  expect(verdictsOf('cpuLimit')).toEqual(['no: CPU is full', 'no: CPU is full']);
  expect(verdictsOf('cpuCredits')).toEqual(['no: out of credits', 'no: out of credits']);
});

test('services stand in the order of the scenario, tasks of none behind them', () => {
  const rows = ['', 'main/b', 'main/a'].map((service) => ({ ...WEB, service, memoryGib: ALL_USED }));
  const services = { 'main/a': {}, 'main/b': {} } as never;
  const lines = sizingTable({ ...EMPTY_OUTCOME, services, rightSizing: rows }, 80);
  expect(lines.slice(1).map((line) => line.split(/ {2,}/)[0])).toEqual([
    'main/a web:1',
    'main/b web:1',
    'web:1',
  ]);
});

test('a smaller size may be enough, the same, or none at all', () => {
  const { smaller } = WEB;
  const verdictsOf = (row: Partial<SizingSummary>) =>
    linesOf([{ ...WEB, ...row }])
      .slice(1)
      .map((line) => line.slice(50));
  expect(verdictsOf({ smaller: { ...smaller!, cpuExceeded: 0, memoryGib: 2, memoryExceeded: 0 } })).toEqual([
    '0.5 vCPU is enough',
    'as now',
  ]);
  expect(verdictsOf({ smaller: null })).toEqual(['-', '-']);
  expect(verdictsOf({ smaller: { ...smaller!, cpuExceeded: 1, memoryExceeded: 0.0001 } })).toEqual([
    '0.5 vCPU: short 100 %',
    '1 GiB: short <0.1 %',
  ]);
});

test('standalone tasks have no service, and what is used as reserved no row', () => {
  expect(
    linesOf([{ ...WEB, service: '', taskDefinition: 'batch:12', memoryGib: ALL_USED }]).slice(1),
  ).toEqual(['batch:12        1 vCPU  20 %  50 %  70 %  90 %  0.5 vCPU: short 4 %']);
  expect(linesOf([{ ...WEB, vcpu: ALL_USED }]).slice(1)).toEqual([
    'main/web web:1     2 GiB  50 %  50 %  60 %  75 %  1 GiB: short 30 %',
  ]);
});

test('of no CPU reserved there is no part', () => {
  const vcpu = { isStated: true, reserved: 0, p50: 0.1, p95: 0.1, p99: 0.1, max: 0.1 };
  expect(linesOf([{ ...WEB, vcpu, smaller: { ...WEB.smaller!, vcpu: 0, cpuExceeded: 1 } }])[1]).toBe(
    'main/web web:1    0 vCPU     -     -     -     -  -',
  );
});

test('of many those with the most task hours are shown', () => {
  const many = Array.from({ length: 25 }, (_, i) => ({
    ...WEB,
    service: `main/s${i}`,
    taskHours: (i * 7) % 25,
  }));
  const lines = linesOf(many);
  expect(lines).toHaveLength(1 + 2 * 8 + 1);
  const shown = many.filter(({ taskHours }) => taskHours > 16).map(({ service }) => `${service} web:1`);
  expect(lines.slice(1, -1).flatMap((line) => line.match(/^main\/s\d+ web:1/) ?? [])).toEqual(shown);
  expect(lines.at(-1)).toBe('and 17 other task definitions in outcome.json');
  expect(linesOf(many.slice(0, 9)).at(-1)).toBe('and 1 other task definition in outcome.json');
});

const LONG = {
  ...WEB,
  service: 'production/checkout-and-payment-of-european-shops',
  taskDefinition: 'canary:123',
};

test('numbers and verdicts stand whole where there is little room', () => {
  expect(linesOf([WEB], 60)).toEqual([
    'Use of tasks    Reserved   p95   max  One size smaller',
    'main/web web:1    1 vCPU  50 %  90 %  0.5 vCPU: short 4 %',
    '                   2 GiB  50 %  75 %  1 GiB: short 30 %',
  ]);
  expect(linesOf([LONG], 80)).toEqual([
    'Use of tasks               Reserved   p50   p95   p99   max  One size smaller',
    'production/c…s canary:123    1 vCPU  20 %  50 %  70 %  90 %  0.5 vCPU: short 4 %',
    '                              2 GiB  50 %  50 %  60 %  75 %  1 GiB: short 30 %',
  ]);
});

test('no line is wider than asked for, and at 60 columns only names are cut', () => {
  fc.assert(
    fc.property(outcomeArbitrary, fc.constantFrom(60, 72, 80, 120), (outcome, width) => {
      for (const line of sizingTable(outcome, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }),
    { numRuns: 60, seed: 6 },
  );
  const share = fc.double({ min: 0, max: 100, noNaN: true });
  const figures = fc
    .tuple(fc.integer({ min: 1, max: 999 }), share, share, share)
    .map(([reserved, p50, p95, max]) => ({
      isStated: true,
      reserved,
      p50,
      p95,
      p99: p95,
      max: reserved * max,
    }));
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const row = fc
    .tuple(figures, figures, part, part)
    .map(([vcpu, memoryGib, cpuExceeded, memoryExceeded]) => ({
      ...LONG,
      vcpu,
      memoryGib,
      smaller: {
        vcpu: vcpu.reserved / 2,
        memoryGib: memoryGib.reserved / 2,
        cpuExceeded,
        memoryExceeded,
        cpuTight: null,
        priceShare: 0.5,
      },
    }));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 3 }), (rows) => {
      for (const line of linesOf(rows, 60)) {
        expect(widthOf(line)).toBeLessThanOrEqual(60);
        expect(line.replace(/^.*?(?: {2}|$)/, '')).not.toContain('…');
      }
    }),
    { numRuns: 100, seed: 6 },
  );
});
