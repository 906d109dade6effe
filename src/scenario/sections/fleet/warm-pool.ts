import type { Findings } from '../../findings.ts';
import type { GroupProviderSpec, WarmPoolSpec } from '../../group-spec.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, flag, integer } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import type { StatedGroup } from './auto-scaling-group-schema.ts';

/** PutWarmPool's word for: as many as the group may have. */
const UNSET = -1;
const MOST_INSTANCES = 100_000;

export const warmPoolSchema = mapping(
  {
    minSize: integer(0, MOST_INSTANCES).optional().describe('Instances that it has at least; default 0.'),
    maxGroupPreparedCapacity: integer(UNSET, MOST_INSTANCES)
      .optional()
      .describe(
        'Instances of the group and the pool together: the pool has what the desired capacity leaves of them. Default, and -1: the maximum of the group.',
      ),
    poolState: choice(['Stopped', 'Running', 'Hibernated'])
      .optional()
      .describe('In what state its instances wait; those that run are paid for. Default Stopped.'),
    instanceReusePolicy: mapping(
      {
        reuseOnScaleIn: flag()
          .optional()
          .describe('Whether instances that a scale-in takes return to the pool; default false.'),
      },
      { aws: { shape: 'WarmPool', path: ['instanceReusePolicy'] } },
    )
      .optional()
      .describe('What becomes of instances that a scale-in takes.'),
  },
  { aws: { shape: 'WarmPool', path: [] }, notModelled: notModelled('status') },
);

/** The warm pool of a group; `null`: it has none. */
export function resolveWarmPool(
  stated: StatedGroup,
  provider: GroupProviderSpec | null,
  path: Path,
  findings: Findings,
): WarmPoolSpec | null {
  const { warmPoolConfiguration, autoScalingGroupName: name } = stated;
  if (warmPoolConfiguration === undefined) return null;
  const { minSize = 0, maxGroupPreparedCapacity = UNSET, poolState = 'Stopped' } = warmPoolConfiguration;
  const reuseOnScaleIn = warmPoolConfiguration.instanceReusePolicy?.reuseOnScaleIn ?? false;
  const at: Path = [...path, 'warmPoolConfiguration'];
  checkWithoutMix(stated, at, findings);
  if (reuseOnScaleIn && provider !== null)
    findings.add(
      [...at, 'instanceReusePolicy', 'reuseOnScaleIn'],
      'false: Amazon ECS does not support it for the group of a capacity provider',
      'true',
    );
  const launches = (stated.lifecycleHookSpecificationList ?? []).filter(({ lifecycleTransition }) =>
    lifecycleTransition.endsWith('LAUNCHING'),
  );
  if (launches.length === 0)
    findings.warn(
      'warm-pool-without-hook',
      `Auto Scaling group ${name} has a warm pool and no lifecycle hook for launches: AWS stops an instance as soon as it runs, whether it has initialised or not. Here it has.`,
    );
  const maxPrepared = maxGroupPreparedCapacity === UNSET ? null : maxGroupPreparedCapacity;
  return { minSize, maxPrepared, poolState, reuseOnScaleIn };
}

/** A pool of several types, or of weights, is not modelled. */
export function checkWithoutMix(
  group: Readonly<Record<string, unknown>>,
  path: Path,
  findings: Findings,
): void {
  if (group['mixedInstancesPolicy'] !== undefined)
    findings.add(
      path,
      'a group without `mixedInstancesPolicy`',
      'a group with one: such warm pools are not modelled',
    );
}
