import { expect, test } from 'vitest';
import { runScenarioFile } from '../../src/io/run-scenario-file.ts';
import { galleryFile } from './golden.ts';

/** What the description of savings-plan-sizes says of other plans than its own. */
test.each([
  [0.3, 165.05, 0],
  [0.9, 174.12, 27.42],
  [1.2, 204.44, 61.76],
])(
  'a plan of $%d an hour: the week costs $%d, of which $%d pay for nothing',
  async (hourlyCommitment, total, unused) => {
    const settings = [`pricing.savingsPlans[0].hourlyCommitment=${hourlyCommitment}`];
    const { cost } = await runScenarioFile(galleryFile('savings-plan-sizes'), { settings });
    expect(cost.total).toBeCloseTo(total, 2);
    expect(cost.unusedCommitment).toBeCloseTo(unused, 2);
    expect(cost.onDemandEquivalent).toBeCloseTo(183.86, 2);
  },
  60_000,
);

/** What the description of seven-regions says. */
test.each([
  ['us-west-2', 44.47],
  ['eu-west-1', 44.53],
  ['eu-central-1', 46.35],
  ['ap-southeast-2', 54.61],
  ['ap-northeast-1', 55.17],
  ['sa-east-1', 72.55],
])(
  'the day costs in %s $%d',
  async (region, total) => {
    const { cost } = await runScenarioFile(galleryFile('seven-regions'), { settings: [`region=${region}`] });
    expect(cost.total).toBeCloseTo(total, 2);
  },
  60_000,
);
