/** What is known of the health of a service's task. */
export interface HealthFacts {
  /** Milliseconds since it came to RUNNING; null: it has not. */
  readonly runningForMs: number | null;
  /** Health of its essential containers that define a check; null: none does. */
  readonly containersHealthy: boolean | null;
  /** Health of its target; null: the service has no load balancer. */
  readonly targetHealthy: boolean | null;
}

/** Whether a task counts for the minimum; `afterRunningMs` is for a task that nothing checks (ecs: ). */
export function countsAsHealthy(facts: HealthFacts, afterRunningMs: number): boolean {
  const { runningForMs, containersHealthy, targetHealthy } = facts;
  if (runningForMs === null) return false;
  if (containersHealthy === null && targetHealthy === null) return runningForMs >= afterRunningMs;
  return containersHealthy !== false && targetHealthy !== false;
}

/** Whether a failed check is ignored: `healthCheckGracePeriodSeconds` from the first start on (ecs: ). */
export function isInGracePeriod(runningForMs: number, gracePeriodMs: number): boolean {
  return runningForMs < gracePeriodMs;
}
