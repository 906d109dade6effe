import { expect, test } from 'vitest';
import { explanationText } from '../../../src/reporters/text/explain.ts';
import { burstAtTen, explainGroupAt, groupScenario } from '../../support/groups.ts';
import { burstOf, GROUP_TIMINGS, provider, runGroups } from '../../support/run-groups.ts';

const MINUTE_MS = 60_000;

/** Twenty tasks, two an instance, on a group that never warms up and whose instances take three minutes to boot. */
const grown = async (counted: string) => {
  const timings = { ...GROUP_TIMINGS, 'ec2.instanceToActive': '3m', 'managedScaling.counted': counted };
  const { desired } = await runGroups({
    capacityProviders: [provider({ instanceWarmupPeriod: 0 })],
    workloads: [burstOf(20, '2h')],
    timings,
  });
  return desired.map((line) => line.replace(/^.*? g /, ''));
};

test('N is of ACTIVE instances, so what boots is not ordered again (ecs:R-5.12)', async () => {
  // It is called again when the first two have four of the tasks: 16 are left for 8 more.
  expect(await grown('active')).toEqual(['0 -> 2', '2 -> 10']);
});

test('where what boots counts as well, those who wait add to it each minute', async () => {
  const sizes = (await grown('launched')).map((line) => Number(line.split(' ').at(-1)));
  // While all of them boot, those who wait ask for as many again and again, up to the maximum.
  expect(sizes.slice(0, 3)).toEqual([2, 12, 20]);
});

test('what is explained says so', async () => {
  const scenario = await groupScenario({
    group: { minSize: 3 },
    others: {
      workloads: [burstAtTen('job', 10, '10m')],
      timings: { 'ec2.instanceToActive': '30m', 'managedScaling.counted': 'launched' },
    },
  });
  const text = explanationText(explainGroupAt(scenario, 11 * MINUTE_MS));
  expect(text).toContain('N is 8: its instances that are ACTIVE or booting, 0 of them with tasks.');
  expect(text).toContain('M is 13: N is 8, and the tasks in PROVISIONING take 5 more.');
});
