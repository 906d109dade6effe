import { expect, test } from 'vitest';
import { memoryFiles } from '../../../src/environment/memory-files.ts';
import { runScenario } from '../../../src/experiment/run-scenario.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { small } from '../../support/load.ts';

const SURPLUS = /CPUCredits/;

interface Parts {
  readonly instance?: object;
  readonly hours?: number;
  readonly cpu?: number;
  readonly actions?: readonly object[];
}

/** A t3.medium, which earns 0.4 of its 2 vCPUs and can owe 9.6 vCPU-hours, and a task that uses all of it, or `cpu` units. */
async function surplusOf({ instance = {}, hours = 10, cpu = 2048, actions = [] }: Parts): Promise<number> {
  const text = small({
    simulation: { start: '2026-03-02T00:00:00Z', duration: `${hours}h` },
    timings: 'instant',
    clusters: [
      {
        clusterName: 'main',
        containerInstances: [{ name: 'box', ec2InstanceType: 't3.medium', ...instance }],
      },
    ],
    taskDefinitions: [
      { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', cpu, memory: 1024 }] },
    ],
    workloads: [{ taskDefinition: 'job', arrivals: { burst: { at: '0s', count: 1 } }, duration: '100h' }],
    actions,
  });
  const { cost, warnings } = runScenario(
    await loadScenario(text, { fileName: 's.yaml', files: memoryFiles({}) }),
  );
  expect(warnings.map(({ code }) => code)).not.toContain('surplus-credits-not-billed');
  const lines = Object.entries(cost.byUsageType).filter(([usageType]) => SURPLUS.test(usageType));
  return lines.reduce((sum, [, amount]) => sum + amount, 0);
}

const STOP = [{ at: '8h', terminateInstances: { instanceIds: ['box-1'] } }];

test.each<[string, number, Parts]>([
  ['six hours are owed, four are charged at 1.6 vCPU', 4 * 1.6 * 0.05, {}],
  ['nothing within a day of earnings', 0, { hours: 6 }],
  ['all of it when the instance ends', 8 * 1.6 * 0.05, { actions: STOP }],
  ['nothing at the baseline', 0, { cpu: 409, hours: 100 }],
  ['half of the use above the baseline', 20 * 0.6 * 0.05 - 9.6 * 0.05, { cpu: 1024, hours: 20 }],
  ['nothing for an instance that has no task', 4 * 1.6 * 0.05, { instance: { count: 2 } }],
  ['nothing in standard mode', 0, { instance: { creditSpecification: { cpuCredits: 'standard' } } }],
  [
    'more with Windows',
    4 * 1.6 * 0.096,
    { instance: { attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' } } },
  ],
  ['less with Graviton', 4 * 1.6 * 0.04, { instance: { ec2InstanceType: 't4g.medium' } }],
  ['T2 is standard unless it is said', 0, { instance: { ec2InstanceType: 't2.medium' } }],
  [
    'T2 in unlimited mode',
    4 * 1.6 * 0.05,
    { instance: { ec2InstanceType: 't2.medium', creditSpecification: { cpuCredits: 'unlimited' } } },
  ],
])('surplus credits: %s', async (_what, expected, parts) => {
  expect(await surplusOf(parts)).toBeCloseTo(expected, 9);
});
