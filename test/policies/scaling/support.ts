import { NO_COOLDOWNS, type ScalingView } from '../../../src/policies/scaling/decide-capacity.ts';

/** A service of ten running tasks between 1 and 100 at 1000 ms, with whatever is said of it. */
export function viewOf(given: Partial<ScalingView> = {}): ScalingView {
  return {
    now: 1000,
    running: 10,
    leaving: 0,
    desired: given.running ?? 10,
    minimum: 1,
    maximum: 100,
    isDeploying: false,
    isWarmingUp: false,
    suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
    cooldowns: NO_COOLDOWNS,
    ...given,
  };
}
