import type { Setting } from './container-settings.ts';

/** How a target group checks its targets, as CreateTargetGroup has it; seconds and counts (ecs, autoscaling: ). */
export const TARGET_HEALTH_CHECK: {
  readonly interval: Setting;
  readonly timeout: Setting;
  readonly healthyThreshold: Setting;
  readonly unhealthyThreshold: Setting;
  /** What is asked for, and the status that is a pass. */
  readonly path: string;
  readonly matcher: string;
} = {
  interval: { minimum: 5, maximum: 300, preset: 30 },
  timeout: { minimum: 2, maximum: 120, preset: 5 },
  healthyThreshold: { minimum: 2, maximum: 10, preset: 5 },
  unhealthyThreshold: { minimum: 2, maximum: 10, preset: 2 },
  path: '/',
  matcher: '200',
};

/** `deregistration_delay.timeout_seconds`: how long a target that was deregistered is draining (ecs: ). */
export const DEREGISTRATION_DELAY: Setting = { minimum: 0, maximum: 3600, preset: 300 };

/** `slow_start.duration_seconds`: 0, which is off, or within the bounds (autoscaling: ). */
export const SLOW_START: Setting = { minimum: 30, maximum: 900, preset: 0 };

/** `minimum_healthy_targets.count` of DNS failover and of unhealthy state routing; percentages are off (autoscaling: ). */
export const MINIMUM_HEALTHY_TARGETS = 1;

/** Whether requests cross zones where the target group leaves it to its load balancer, and that one says nothing. */
export const CROSS_ZONE: { readonly application: boolean; readonly network: boolean } = {
  application: true,
  network: false,
};

/** Target groups of one service. */
export const MAX_TARGET_GROUPS = 5;

/** Target groups of one forward action, and the weight that each can have (autoscaling: ). */
export const MAX_FORWARD_GROUPS = 5;
export const FORWARD_WEIGHT: Setting = { minimum: 0, maximum: 999, preset: 1 };
