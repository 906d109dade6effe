import fc from 'fast-check';
import type { ActionSpec } from '../../src/scenario/action-spec.ts';
import type { AutoScalingGroupSpec } from '../../src/scenario/group-spec.ts';
import { hooksAndPool } from './hooks-arbitrary.ts';
import { maintenance } from './maintenance-arbitrary.ts';
import { mixedConfiguration, mixedParts } from './mixed-arbitrary.ts';
import { oneType } from './one-type.ts';
import { instances } from './scenario.ts';

const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** Managed scaling of every kind; often there is none. */
const managedScaling = fc.option(
  fc.record({
    targetCapacity: fc.constantFrom(100, 100, 80, 50),
    minimumStep: fc.integer({ min: 1, max: 3 }),
    maximumStep: fc.constantFrom(3, 10_000),
    warmUpMs: fc.constantFrom(0, 60_000, 300_000),
  }),
  { freq: 4 },
);

const group = fc
  .record({
    provider: fc.constantFrom('left', 'left', 'right', null),
    managedScaling,
    managedTerminationProtection: fc.boolean(),
    managedDraining: fc.boolean(),
    cpu: fc.integer({ min: 512, max: 6000 }),
    memory: fc.integer({ min: 512, max: 6000 }),
    gpu: fc.constantFrom(0, 0, 2),
    stack: fc.constantFrom('a', 'b'),
    zones: fc.integer({ min: 1, max: 3 }),
    awsvpcTasks: fc.constantFrom(null, null, 1, 3),
    sizes: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(4)),
    protectsNew: fc.boolean(),
    warmUpMs: fc.constantFrom(0, 30_000),
    more: hooksAndPool(2, 'some in'),
    maintenance,
    secondType: fc.boolean(),
    terminationPolicies: fc.constantFrom<AutoScalingGroupSpec['terminationPolicies']>(
      ['Default'],
      ['NewestInstance'],
      ['OldestInstance'],
      ['ClosestToNextInstanceHour', 'Default'],
      ['OldestLaunchTemplate'],
      ['AllocationStrategy', 'OldestLaunchTemplate'],
    ),
    mixed: fc.option(mixedParts, { freq: 2 }),
  })
  .map(({ provider, sizes: [least, more, most], cpu, memory, gpu, stack, zones, awsvpcTasks, ...group }) => ({
    provider:
      provider === null
        ? null
        : {
            name: provider,
            managedScaling: group.managedScaling,
            managedTerminationProtection: group.managedTerminationProtection && group.managedScaling !== null,
            managedDraining: group.managedDraining,
          },
    spec: { cpu, memory, gpu, stack, zones, awsvpcTasks, mixed: group.mixed },
    minSize: least,
    desiredCapacity: least + more,
    maxSize: least + more + most,
    protectsNew: group.protectsNew || group.managedTerminationProtection,
    terminationPolicies: group.terminationPolicies,
    monitoring: { everyMs: 60_000, warmUpMs: group.warmUpMs } as const,
    ...group.more,
    maintenance: group.maintenance,
    secondType: group.secondType,
  }));

/** Up to two Auto Scaling groups of cluster `main`, `group0` and `group1`, of providers `left` and `right` or of none. */
export const groupsArbitrary: fc.Arbitrary<readonly AutoScalingGroupSpec[]> = fc
  .array(group, { maxLength: 2 })
  .map((groups) =>
    groups.map(
      ({ spec: { cpu, memory, gpu, stack, zones, awsvpcTasks, mixed }, secondType, ...others }, i) => {
        const name = `group${i}`;
        const isTaken = groups.slice(0, i).some(({ provider }) => provider?.name === others.provider?.name);
        const provider = isTaken ? null : others.provider;
        const sized = (factor: number) =>
          oneType(
            instances(0, cpu * factor, memory * factor, {
              name,
              attributes: { stack },
              registered: { cpu: cpu * factor, memory: memory * factor, gpu },
              availabilityZones: ZONES.slice(0, zones),
              awsvpcTasks,
              capacityProvider: provider?.name ?? null,
            }),
          );
        const own = sized(1);
        const group = { ...own, ...others, name, cluster: 'main', provider };
        if (mixed === null) {
          const larger = secondType ? sized(2).configurations : [];
          return { ...group, configurations: [...own.configurations, ...larger] };
        }
        const { instances: first } = own.configurations[0]!.options[0]!;
        // ECS supports no weights (ecs: ), and such groups have no warm pool (scaling: ).
        const { warmPool: _, ...withoutPool } = group;
        return { ...withoutPool, configurations: [mixedConfiguration(first, mixed, provider === null)] };
      },
    ),
  );

type Update = Extract<ActionSpec, { kind: 'updateAutoScalingGroup' }>;

/** Other sizes or another type, some of which are refused. */
export const groupUpdate: fc.Arbitrary<Update> = fc.record({
  kind: fc.constant('updateAutoScalingGroup' as const),
  atMs: fc.nat(200_000),
  group: fc.nat(1),
  minSize: fc.option(fc.nat(3)),
  maxSize: fc.option(fc.nat(8)),
  desiredCapacity: fc.option(fc.nat(6)),
  configuration: fc.constantFrom(null, null, 0),
});
