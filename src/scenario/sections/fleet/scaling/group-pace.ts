import type { GroupMonitoring } from '../../../group-spec.ts';
import type { StatedGroup } from '../auto-scaling-group-schema.ts';
import type { StatedGroupPolicy } from './group-policy-schema.ts';

/** AWS's default of `defaultCooldown`, in seconds (scaling: ). */
const DEFAULT_COOLDOWN_SECONDS = 300;

/** What a policy lets an instance have before it counts (scaling: ). */
export function warmUpMs(
  { estimatedInstanceWarmup }: Pick<StatedGroupPolicy, 'estimatedInstanceWarmup'>,
  group: StatedGroup,
): number {
  return (estimatedInstanceWarmup ?? defaultWarmUp(group) ?? defaultCooldown(group)) * 1000;
}

/** How long simple scaling rests after an activity (scaling: ). */
export function cooldownMs({ cooldown }: Pick<StatedGroupPolicy, 'cooldown'>, group: StatedGroup): number {
  return (cooldown ?? defaultCooldown(group)) * 1000;
}

/**
 * How CloudWatch has metrics of the instances. They leave out instances that warm up (scaling: ): where policies say of
 * different times, the longest of those.
 */
export function groupMonitoring(group: StatedGroup): GroupMonitoring {
  const warming = (group.scalingPolicies ?? []).filter(
    ({ enabled, policyType }) => enabled && policyType !== 'SimpleScaling',
  );
  return {
    everyMs: group.instanceMonitoring?.enabled ? 60_000 : 300_000,
    warmUpMs:
      warming.length === 0
        ? (defaultWarmUp(group) ?? 0) * 1000
        : Math.max(...warming.map((policy) => warmUpMs(policy, group))),
  };
}

/** -1 takes it away again. */
function defaultWarmUp({ defaultInstanceWarmup }: StatedGroup): number | null {
  return defaultInstanceWarmup === undefined || defaultInstanceWarmup < 0 ? null : defaultInstanceWarmup;
}

function defaultCooldown({ defaultCooldown: stated }: StatedGroup): number {
  return stated ?? DEFAULT_COOLDOWN_SECONDS;
}
