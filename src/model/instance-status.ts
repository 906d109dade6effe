/**
 * Status of a container instance (ecs spec section 2); NONE before it has been launched, CLOSED is an ideal fleet's
 * instance that is not open. ECS does not know those of a warm pool, which run (WARM_RUNNING) or do not (WARM_STOPPED).
 */
export const InstanceStatus = {
  NONE: 0,
  REGISTERING: 1,
  ACTIVE: 2,
  DRAINING: 3,
  DEREGISTERING: 4,
  INACTIVE: 5,
  CLOSED: 6,
  WARM_RUNNING: 7,
  WARM_STOPPED: 8,
} as const;
export type InstanceStatus = (typeof InstanceStatus)[keyof typeof InstanceStatus];

/** Names by number, as the API spells them. */
export const INSTANCE_STATUS_NAMES: readonly string[] = Object.keys(InstanceStatus);

/** Whether its resources count as registered (ecs: ). */
export function isRegistered(status: InstanceStatus): boolean {
  return status === InstanceStatus.ACTIVE || status === InstanceStatus.DRAINING;
}
