import type { InstanceTimes } from './instance-times.ts';
import type { Measurement, UnmodelledMeasurement } from './measurement.ts';

const INSTANCES = 334;
const NEEDED = 34;
const SOURCE = `AWS's benchmark of 1000, then 100 tasks on c5.xlarge, September 2022 (launch blog)`;

/** How soon managed scaling gives up instances that nothing needs any more (ecs: ). */
export const scaleIns: readonly Measurement[] = [
  {
    id: 'ecs:X-5.22',
    source: SOURCE,
    assumed:
      'from the first step on, not the 15 minutes before; termination protection; tasks of 1.25 vCPU, packed by binpack',
    scenario: `
name: scale-in-benchmark
simulation: { duration: 90m }
clusters: [{ clusterName: main, capacityProviders: [fleet] }]
autoScalingGroups:
  - autoScalingGroupName: fleet
    instanceType: c5.xlarge
    minSize: 0
    maxSize: ${INSTANCES}
    desiredCapacity: ${INSTANCES}
    newInstancesProtectedFromScaleIn: true
capacityProviders:
  - name: fleet
    autoScalingGroupProvider:
      autoScalingGroupArn: fleet
      managedTerminationProtection: ENABLED
      managedScaling: { status: ENABLED }
taskDefinitions: [{ family: web, containerDefinitions: [{ name: web, image: web, cpu: 1280, memory: 2048 }] }]
services:
  - cluster: main
    serviceName: web
    taskDefinition: web
    desiredCount: 1000
    capacityProviderStrategy: [{ capacityProvider: fleet, weight: 1 }]
    placementStrategy: [{ type: binpack, field: cpu }]
actions:
  - { at: 30m, updateService: { cluster: main, service: web, desiredCount: 100 } }
`,
    seeds: 1,
    figures: [
      {
        what: 'steps of 50 %, 334 to 34 instances',
        measured: 600,
        summary: 'median',
        valuesOf: (_tasks, _seed, instances) => [scaleInSeconds(instances)],
        usedFor: [],
      },
    ],
  },
];

/** The same before. */
export const scaleInsOfBefore: readonly UnmodelledMeasurement[] = [
  {
    id: 'ecs:X-5.22',
    source: SOURCE,
    reason: 'steps of before September 2022, of 5 % at most, are not modelled',
    figures: [{ what: 'steps of 5 %, 334 to 34 instances', measured: 4800 }],
  },
];

/** From the first instance that went until no more were left than the tasks need. */
function scaleInSeconds(instances: readonly InstanceTimes[]): number {
  const gone = instances.flatMap(({ goneAt }) => goneAt ?? []).sort((one, other) => one - other);
  return (gone[INSTANCES - NEEDED - 1]! - gone[0]!) / 1000;
}
