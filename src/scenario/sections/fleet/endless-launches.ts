import { drawMs } from '../../../environment/distributions/draw.ts';
import { waitOf } from '../../../policies/fleet/lifecycle-hook.ts';
import type { Findings } from '../../findings.ts';
import type { AutoScalingGroupSpec, LifecycleHookSpec } from '../../group-spec.ts';

/** A group whose launch hooks never let anybody in launches for ever, and so does one whose instances age: a run must know when it ends. */
export function checkLaunches(groups: readonly AutoScalingGroupSpec[], findings: Findings): void {
  for (const { name, launchHooks = [], maintenance } of groups) {
    if (maintenance.maxInstanceLifetimeMs !== null)
      findings.add(
        ['simulation', 'duration'],
        `a duration: Auto Scaling group ${name} replaces its instances again and again (maxInstanceLifetime)`,
        'nothing',
      );
    const endless = launchHooks.find(canAbandonAll);
    if (endless !== undefined)
      findings.add(
        ['simulation', 'duration'],
        `a duration: lifecycle hook ${endless.name} of Auto Scaling group ${name} abandons every instance that it launches`,
        'nothing',
      );
  }
}

/** Whether nobody who is launched, or nobody who comes from the warm pool, gets past a hook. */
export function canAbandonAll({
  completedAfter,
  completedAfterWarmStart,
  ...hook
}: LifecycleHookSpec): boolean {
  return [completedAfter, completedAfterWarmStart].some((after) => {
    const soonestMs = after === null ? null : drawMs(after, 0);
    return waitOf({ ...hook, completedMs: soonestMs }).result === 'ABANDON';
  });
}
