import type * as z from 'zod';
import type { Findings } from '../../findings.ts';
import type { GroupProviderSpec, ManagedScalingSpec } from '../../group-spec.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const SWITCH = ['ENABLED', 'DISABLED'] as const;

/** Instances that a step can have, and seconds of a warm-up. */
const MOST_PER_STEP = 10_000;
const LONGEST_WARM_UP = 10_000;

const managedScalingSchema = mapping(
  {
    // AWS publishes no default: without managedScaling it is off, and whoever gives it says which.
    status: choice(SWITCH).describe('ENABLED: ECS changes the desired capacity of the group.'),
    targetCapacity: integer(1, 100)
      .optional()
      .describe('Percent of its instances that the group needs, below which it is too large; default 100.'),
    minimumScalingStepSize: integer(1, MOST_PER_STEP)
      .optional()
      .describe('Instances that one scale-out adds at least; default 1.'),
    maximumScalingStepSize: integer(1, MOST_PER_STEP)
      .optional()
      .describe('Instances that one scale-out adds at most; default 10000.'),
    instanceWarmupPeriod: integer(0, LONGEST_WARM_UP)
      .optional()
      .describe('Seconds from a launch until the next scale-out; default 300.'),
  },
  { aws: { shape: 'CapacityProvider', path: ['autoScalingGroupProvider', 'managedScaling'] } },
);

export const groupProviderSchema = mapping(
  {
    autoScalingGroupArn: text('the name or ARN of an Auto Scaling group')
      .optional()
      .describe(
        'The group, of `autoScalingGroups`. Without one the container instances that name the provider stand for it.',
      ),
    managedScaling: managedScalingSchema
      .optional()
      .describe('Whether and how ECS scales the group; default: it does not.'),
    managedTerminationProtection: choice(SWITCH)
      .optional()
      .describe('ENABLED: ECS protects instances with tasks from scale-in; default DISABLED.'),
    managedDraining: choice(SWITCH)
      .optional()
      .describe('ENABLED, the default: an instance that the group takes is drained first.'),
  },
  { aws: { shape: 'CapacityProvider', path: ['autoScalingGroupProvider'] } },
);

export type StatedGroupProvider = z.output<typeof groupProviderSchema>;

/** What ECS does with the group of a capacity provider. */
export function resolveGroupProvider(
  name: string,
  stated: StatedGroupProvider,
  path: Path,
  findings: Findings,
): GroupProviderSpec {
  const { managedScaling, managedTerminationProtection = 'DISABLED', managedDraining = 'ENABLED' } = stated;
  const scaling =
    managedScaling?.status === 'ENABLED'
      ? resolveManagedScaling(managedScaling, [...path, 'managedScaling'], findings)
      : null;
  return {
    name,
    managedScaling: scaling,
    managedTerminationProtection: managedTerminationProtection === 'ENABLED',
    managedDraining: managedDraining === 'ENABLED',
  };
}

function resolveManagedScaling(
  stated: z.output<typeof managedScalingSchema>,
  path: Path,
  findings: Findings,
): ManagedScalingSpec {
  const {
    targetCapacity = 100,
    minimumScalingStepSize: minimumStep = 1,
    maximumScalingStepSize: maximumStep = MOST_PER_STEP,
    instanceWarmupPeriod = 300,
  } = stated;
  if (minimumStep > maximumStep)
    findings.add(
      [...path, 'minimumScalingStepSize'],
      `at most \`maximumScalingStepSize\`, ${maximumStep}`,
      `${minimumStep}`,
    );
  return { targetCapacity, minimumStep, maximumStep, warmUpMs: instanceWarmupPeriod * 1000 };
}

/** What is stated that only a group gives a meaning to. */
export function keysOfGroup(stated: StatedGroupProvider): string[] {
  const { autoScalingGroupArn, managedDraining, managedScaling = {} } = stated;
  const keysIn = (values: object) =>
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  const scaling = keysIn(managedScaling).filter((key) => key !== 'status');
  return [
    ...keysIn({ autoScalingGroupArn, managedDraining }),
    ...scaling.map((key) => `managedScaling.${key}`),
  ];
}
