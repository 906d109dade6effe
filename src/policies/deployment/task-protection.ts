/** The shortest `expiresInMinutes` that UpdateTaskProtection takes (ecs: ). */
export const SHORTEST_MINUTES = 1;
/** The longest (ecs: ). */
export const LONGEST_MINUTES = 2880;
/** What it is when the call does not say (ecs: ). */
export const DEFAULT_MINUTES = 120;

/** Tasks that one call of UpdateTaskProtection may name (ecs: ). */
export const MAX_PROTECTED_PER_CALL = 10;

/** Minutes that a call protects its tasks from its own moment on; null: it is refused (ecs: ). */
export function protectionMinutes(expiresInMinutes: number | null): number | null {
  if (expiresInMinutes === null) return DEFAULT_MINUTES;
  const isAllowed =
    Number.isInteger(expiresInMinutes) &&
    expiresInMinutes >= SHORTEST_MINUTES &&
    expiresInMinutes <= LONGEST_MINUTES;
  return isAllowed ? expiresInMinutes : null;
}

/** Why one task of a call is not protected; null: it is (ecs: ). */
export function protectionFailure(request: {
  /** Of its service; null: the task is standalone. */
  readonly desiredCount: number | null;
  /** Tasks of the service that are protected with this one. */
  readonly protectedTasks: number;
}): 'TASK_NOT_VALID' | 'DEPLOYMENT_BLOCKED' | null {
  const { desiredCount, protectedTasks } = request;
  if (desiredCount === null) return 'TASK_NOT_VALID';
  return protectedTasks > desiredCount ? 'DEPLOYMENT_BLOCKED' : null;
}
