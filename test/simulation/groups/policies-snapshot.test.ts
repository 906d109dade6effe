import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { restore, snapshot } from '../../../src/simulation/snapshot.ts';
import {
  CPU_OF_GROUP,
  loadAlarm,
  loadOf,
  policyText,
  simplePolicy,
  stepPolicy,
  trackingPolicy,
} from '../../support/group-policies.ts';
import { load } from '../../support/load.ts';
import { group } from '../../support/run-groups.ts';

/** Groups with policies of all kinds, whose CPU is that of tasks and of requests. */
const ALL = policyText(
  {},
  {
    simulation: { duration: '4h', seed: 5 },
    timings: { 'asg.launchDelay': '20s', 'ec2.instanceToActive': { lognormal: { mean: '50s', p95: '90s' } } },
    autoScalingGroups: [
      group({
        minSize: 1,
        desiredCapacity: 3,
        instanceMonitoring: { enabled: true },
        scalingPolicies: [
          trackingPolicy(
            'cpu',
            { targetValue: 40, predefinedMetricSpecification: CPU_OF_GROUP },
            { estimatedInstanceWarmup: 200 },
          ),
        ],
        scheduledUpdateGroupActions: [{ scheduledActionName: 's', recurrence: '50 * * * *', minSize: 2 }],
      }),
      group({
        autoScalingGroupName: 'h',
        minSize: 1,
        desiredCapacity: 3,
        scalingPolicies: [simplePolicy('more', 1, { cooldown: 400 }), stepPolicy('fewer', -1)],
      }),
    ],
    services: [
      { serviceName: 'web', cluster: 'main', taskDefinition: 'job', desiredCount: 3, launchType: 'EC2' },
    ],
    customMetrics: [loadOf([0, 30], [40, 90], [60, 10], [100, 30], [150, 80])],
    alarms: [loadAlarm('cold', 'below', 20, 'fewer'), loadAlarm('hot', 'above', 50, 'more')],
    workloads: [
      {
        taskDefinition: 'job',
        cluster: 'main',
        launchType: 'EC2',
        arrivals: { poisson: { perMinute: 1 }, from: '20m', until: '2h' },
        duration: { exponential: { mean: '6m' } },
      },
      {
        service: 'web',
        requests: {
          rate: {
            steps: [
              [0, 60],
              [3600, 230],
              [9000, 20],
            ],
          },
          cpuMsPerRequest: { constant: 10 },
        },
      },
    ],
  },
);

function endOf(scenario: Scenario, state: ReturnType<typeof snapshot>): { digest: string; events: number } {
  const simulation = createSimulation(scenario);
  restore(simulation, state);
  advanceTo(simulation, 1e12);
  return { digest: simulation.digest.hex(), events: simulation.events };
}

test('a run that is saved anywhere scales its groups as if nothing had been', async () => {
  const scenario = await load(ALL);
  const whole = simulate(scenario);
  const wanted = { digest: whole.digest.hex(), events: whole.events };
  for (const { activities } of whole.scalableTargets) expect(activities).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 * 3_600_000 }), (at) => {
      const first = createSimulation(scenario);
      advanceTo(first, at);
      const state = snapshot(first);
      advanceTo(first, 1e12);
      expect({ digest: first.digest.hex(), events: first.events }).toEqual(wanted);
      expect(endOf(scenario, state)).toEqual(wanted);
      expect(endOf(scenario, state)).toEqual(wanted);
    }),
    { numRuns: 12, seed: 7 },
  );
});
