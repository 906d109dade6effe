import { expect, test } from 'vitest';
import { Observer } from '../../../src/events/observer.ts';
import { advanceTo } from '../../../src/simulation/advance.ts';
import { createSimulation } from '../../../src/simulation/create-simulation.ts';
import { load } from '../../support/load.ts';

/** Every desired capacity that a group of eight is given while three of its instances are needed. */
async function desiredWith(seed: string): Promise<number[]> {
  const desired: number[] = [];
  class Log extends Observer {
    override groupScaled(_at: number, _group: number, _from: number, to: number): void {
      desired.push(to);
    }
  }
  const text = JSON.stringify({
    simulation: { duration: '1h', seed },
    clusters: [{ clusterName: 'main', capacityProviders: ['asg'] }],
    autoScalingGroups: [
      {
        autoScalingGroupName: 'fleet',
        instanceType: 'm5.large',
        minSize: 0,
        maxSize: 8,
        desiredCapacity: 8,
        newInstancesProtectedFromScaleIn: true,
      },
    ],
    capacityProviders: [
      {
        name: 'asg',
        autoScalingGroupProvider: {
          autoScalingGroupArn: 'fleet',
          managedScaling: { status: 'ENABLED' },
          managedTerminationProtection: 'ENABLED',
        },
      },
    ],
    taskDefinitions: [
      { family: 'web', containerDefinitions: [{ name: 'web', image: 'web', cpu: 2048, memory: 1024 }] },
    ],
    services: [
      {
        serviceName: 'web',
        taskDefinition: 'web',
        desiredCount: 3,
        capacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
      },
    ],
  });
  advanceTo(createSimulation(await load(text), [new Log()]), Number.POSITIVE_INFINITY);
  return desired;
}

test('whichever minute an alarm sees, a reservation is taken of the instances that it was measured with (ecs:R-5.15)', async () => {
  const seeds = Array.from({ length: 12 }, (_, i) => `${i + 1}`);
  for (const seed of seeds) expect(await desiredWith(seed), seed).toEqual([4, 3]);
});
