import type { HealthStatus } from './health-check.ts';

/** What a task's `healthStatus` looks at in a container. */
export interface CheckedContainer {
  readonly essential: boolean;
  readonly hasHealthCheck: boolean;
  readonly health: HealthStatus;
}

/**
 * `healthStatus` of a task: of its essential containers that have a health check, UNHEALTHY before UNKNOWN before HEALTHY;
 * UNKNOWN without any. By the API's words an essential container without a check would leave the task UNKNOWN for ever, so
 * it is left out unless `essentialWithoutCheckBlocks` (ecs: ).
 */
export function taskHealth(
  containers: readonly CheckedContainer[],
  essentialWithoutCheckBlocks = false,
): HealthStatus {
  const essential = containers.filter((container) => container.essential);
  const checked = essential.filter(({ hasHealthCheck }) => hasHealthCheck);
  if (checked.some(({ health }) => health === 'UNHEALTHY')) return 'UNHEALTHY';
  if (essentialWithoutCheckBlocks && checked.length < essential.length) return 'UNKNOWN';
  return checked.length > 0 && checked.every(({ health }) => health === 'HEALTHY') ? 'HEALTHY' : 'UNKNOWN';
}
