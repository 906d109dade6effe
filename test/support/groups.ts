import type { ManagedExplanation } from '../../src/experiment/explain/managed/managed-explanation.ts';
import { ManagedRun } from '../../src/experiment/explain/managed/managed-run.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { load } from './load.ts';

type Parts = Readonly<Record<string, unknown>>;

/** A task definition of so many CPU units and MiB. */
export const sized = (family: string, cpu: number, memory: number, others: Parts = {}) => ({
  family,
  containerDefinitions: [{ name: 'app', image: 'app', cpu, memory, ...others }],
});

/** So many tasks of `family` at ten past nine, for so long. */
export const burstAtTen = (family: string, count: number, duration: string, others: Parts = {}) => ({
  name: family,
  taskDefinition: family,
  arrivals: { schedule: 'cron(10 9 * * ? *)', count },
  duration,
  ...others,
});

/**
 * Four hours from nine o'clock of cluster `main` with capacity provider `asg`, whose group `g` has from none up to twenty m5.large; each
 * takes a minute to boot. Nothing runs there but what `parts` adds; `job` is half of an instance's CPU.
 */
export function groupScenario(
  parts: {
    readonly group?: Parts;
    readonly provider?: Parts;
    readonly managed?: Parts;
    readonly others?: Parts;
  } = {},
): Promise<Scenario> {
  return load(
    JSON.stringify({
      name: 'groups',
      simulation: { start: '2026-03-02T09:00:00Z', duration: '4h' },
      clusters: [
        {
          clusterName: 'main',
          capacityProviders: ['asg'],
          defaultCapacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
        },
      ],
      autoScalingGroups: [
        { autoScalingGroupName: 'g', instanceType: 'm5.large', minSize: 0, maxSize: 20, ...parts.group },
      ],
      capacityProviders: [
        {
          name: 'asg',
          autoScalingGroupProvider: {
            autoScalingGroupArn: 'g',
            managedScaling: { status: 'ENABLED', ...parts.managed },
            ...parts.provider,
          },
        },
      ],
      taskDefinitions: [sized('job', 1024, 2048)],
      timings: { 'ec2.instanceToActive': '1m', 'provisioning.leastWait': '30m' },
      ...parts.others,
    }),
  );
}

/** Explains the scaling of the scenario's first group at a moment. */
export function explainGroupAt(scenario: Scenario, momentMs: number): ManagedExplanation {
  const run = new ManagedRun(scenario, 0, momentMs);
  while (run.advance(Number.POSITIVE_INFINITY, 1000) !== 'ended');
  return run.explanation;
}
