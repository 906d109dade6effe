/** Status of a container instance (ecs spec section 2); CLOSED is an ideal fleet's instance that is not open. */
export const InstanceStatus = {
  REGISTERING: 0,
  ACTIVE: 1,
  DRAINING: 2,
  DEREGISTERING: 3,
  INACTIVE: 4,
  CLOSED: 5,
} as const;
export type InstanceStatus = (typeof InstanceStatus)[keyof typeof InstanceStatus];

/** Names by number, as the API spells them. */
export const INSTANCE_STATUS_NAMES: readonly string[] = Object.keys(InstanceStatus);
