import type { Setting } from './container-settings.ts';

/** How a target group checks its targets, as CreateTargetGroup has it; seconds and counts (ecs: ). */
export const TARGET_HEALTH_CHECK: {
  readonly interval: Setting;
  readonly timeout: Setting;
  readonly healthyThreshold: Setting;
  readonly unhealthyThreshold: Setting;
} = {
  interval: { minimum: 5, maximum: 300, preset: 30 },
  timeout: { minimum: 2, maximum: 120, preset: 5 },
  healthyThreshold: { minimum: 2, maximum: 10, preset: 5 },
  unhealthyThreshold: { minimum: 2, maximum: 10, preset: 2 },
};

/** `deregistration_delay.timeout_seconds`: how long a target that was deregistered is draining (ecs: ). */
export const DEREGISTRATION_DELAY: Setting = { minimum: 0, maximum: 3600, preset: 300 };

/** Target groups of one service. */
export const MAX_TARGET_GROUPS = 5;
