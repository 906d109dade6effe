import { expect, test } from 'vitest';
import type {
  CommitmentsAdvice,
  PlanAdvice,
} from '../../../src/experiment/commitments/advise-commitments.ts';
import type { ReservedAdvice } from '../../../src/experiment/commitments/advise-reserved.ts';
import { commitmentsText } from '../../../src/reporters/text/commitments.ts';

const point = (hourlyCommitment: number, cost: number, regret: number) => ({
  hourlyCommitment,
  cost,
  unused: 0,
  onDemand: 0,
  regret,
});
const PLAN: PlanAdvice = {
  type: 'Compute',
  instanceFamily: null,
  term: '1y',
  payment: 'NoUpfront',
  best: point(0.5, 80, 0),
  none: point(0, 100, 20),
  curve: [point(0, 100, 20), point(0.5, 80, 0), point(1, 90, 10)],
};
const reserved = (count: number, cost: number, regret: number) => ({
  count,
  cost,
  unused: 5,
  onDemand: 20,
  regret,
});
const RESERVED: ReservedAdvice = {
  instanceType: 'm5.large',
  sizeFlexibleFamily: 'm5',
  productDescription: 'Linux/UNIX',
  term: '3y',
  payment: 'AllUpfront',
  best: reserved(4, 70, 0),
  none: reserved(0, 100, 30),
  curve: [reserved(0, 100, 30), reserved(4, 70, 0)],
};
const ADVICE: CommitmentsAdvice = {
  scenario: { name: 'shop' },
  region: 'eu-west-1',
  hours: 160,
  plans: [PLAN, { ...PLAN, type: 'EC2Instance', instanceFamily: 'm5' }],
  reservedInstances: [RESERVED, { ...RESERVED, instanceType: 'g5.xlarge', sizeFlexibleFamily: null }],
};

test('the plans that save most stand first, with what a wrong guess of the best one costs', () => {
  const lines = commitmentsText(ADVICE).split('\n');
  expect(lines[0]).toBe('shop: commitments for 160 hours of the clock in eu-west-1');
  expect(lines[3]).toMatch(/^Compute +1y +NoUpfront +\$0\.50 +\$100\.00 +\$80\.00 +20 % +0 %$/);
  expect(lines[4]).toMatch(/^EC2Instance m5 /);
  const counts = lines.filter((line) => line.includes('AllUpfront'));
  expect(counts[0]).toMatch(/^m5\.large, any m5 +3y +AllUpfront +4 +\$100\.00 +\$70\.00 +30 % +10 %$/);
  expect(counts[1]).toMatch(/^g5\.xlarge +3y /);
  expect(lines).toContain('What a wrong guess costs: Compute, 1y, NoUpfront');
  expect(lines.filter((line) => line.includes('the least'))).toEqual(['     $0.50      $80.00  the least']);
  const bars = lines.filter((line) => line.includes('█')).map((line) => line.split('█').length - 1);
  expect(bars).toHaveLength(2);
  expect(bars[0]).toBeGreaterThan(bars[1]!);
});

test('no line is wider than asked for, and a run without whole hours or without anything to cover is told so', () => {
  for (const width of [60, 80, 120])
    for (const line of commitmentsText(ADVICE, width).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  expect(commitmentsText({ ...ADVICE, hours: 0, plans: [], reservedInstances: [] })).toContain(
    'no whole hour of the clock',
  );
  expect(commitmentsText({ ...ADVICE, plans: [], reservedInstances: [] })).toContain(
    'Nothing runs On-Demand that a Savings Plan would cover.',
  );
});
