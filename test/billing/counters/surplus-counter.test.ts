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
  ['what is above the baseline, and what is owed when the run ends', 10 * 1.6 * 0.05, {}],
  ['twice as long costs twice', 20 * 1.6 * 0.05, { hours: 20 }],
  ['what is owed within a day of earnings, at the end', 6 * 1.6 * 0.05, { hours: 6 }],
  ['all of it when the instance ends', 8 * 1.6 * 0.05, { actions: STOP }],
  ['nothing at the baseline', 0, { cpu: 409, hours: 100 }],
  ['half of the use above the baseline', 20 * 0.6 * 0.05, { cpu: 1024, hours: 20 }],
  ['nothing for an instance that has no task', 10 * 1.6 * 0.05, { instance: { count: 2 } }],
  ['nothing in standard mode', 0, { instance: { creditSpecification: { cpuCredits: 'standard' } } }],
  [
    'more with Windows',
    10 * 1.6 * 0.096,
    { instance: { attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' } } },
  ],
  ['less with Graviton', 10 * 1.6 * 0.04, { instance: { ec2InstanceType: 't4g.medium' } }],
  ['T2 is standard unless it is said', 0, { instance: { ec2InstanceType: 't2.medium' } }],
  [
    'T2 in unlimited mode',
    10 * 1.6 * 0.05,
    { instance: { ec2InstanceType: 't2.medium', creditSpecification: { cpuCredits: 'unlimited' } } },
  ],
])('surplus credits: %s', async (_what, expected, parts) => {
  expect(await surplusOf(parts)).toBeCloseTo(expected, 9);
});

test('it is put down to whose tasks used the CPU, by how much, hour by hour', async () => {
  const definition = (family: string, cpu: number) => ({
    family,
    containerDefinitions: [{ name: family, image: family, cpu, memory: 512 }],
  });
  const job = (taskDefinition: string, at: string, duration: string) => ({
    taskDefinition,
    arrivals: { burst: { at, count: 1 } },
    duration,
  });
  const text = (price: number) =>
    small({
      simulation: { start: '2026-03-02T00:00:00Z', duration: '20h' },
      timings: { base: 'instant', 'ec2.rootVolumeGib': 0 },
      clusters: [
        {
          clusterName: 'main',
          containerInstances: [{ name: 'box', ec2InstanceType: 't3.medium', hourlyPrice: price }],
        },
      ],
      taskDefinitions: [definition('large', 1024), definition('half', 512)],
      workloads: [job('large', '0s', '100h'), job('half', '0s', '100h')],
    });
  const { cost } = runScenario(await loadScenario(text(0), { fileName: 's.yaml', files: memoryFiles({}) }));
  expect(cost.total).toBeCloseTo(20 * 1.1 * 0.05, 8);
  expect(cost.byTaskDefinition['large:1']).toBeCloseTo((cost.total * 2) / 3, 8);
  expect(cost.byTaskDefinition['half:1']).toBeCloseTo(cost.total / 3, 8);
});
