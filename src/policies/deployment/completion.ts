import { percentRoundedUp } from './bounds.ts';

/** A service or task set, as a test of its steadiness looks at it. */
export interface ServiceCounts {
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly healthyCount: number;
  /** Its tasks on DRAINING instances. */
  readonly onDraining: number;
}

/** Whether all tasks run, are healthy, and none is to move: STEADY_STATE (ecs: ). */
export function isSteady(service: ServiceCounts): boolean {
  const { desiredCount, runningCount, pendingCount, healthyCount, onDraining } = service;
  return (
    runningCount === desiredCount && healthyCount === desiredCount && pendingCount === 0 && onDraining === 0
  );
}

/** The PRIMARY deployment, as a test of its end looks at it. */
export interface DeploymentProgress {
  readonly desiredCount: number;
  /** Its own tasks. */
  readonly runningCount: number;
  readonly healthyCount: number;
  /** Tasks of earlier deployments with desiredStatus RUNNING. */
  readonly oldTasks: number;
  /** Whether any bake time is over. */
  readonly hasBaked: boolean;
}

/** Whether a deployment is COMPLETED: all new tasks run and are healthy, no old one is left (ecs: ). */
export function isCompleted(deployment: DeploymentProgress): boolean {
  const { desiredCount, runningCount, healthyCount, oldTasks, hasBaked } = deployment;
  return runningCount === desiredCount && healthyCount === desiredCount && oldTasks === 0 && hasBaked;
}

/** `earlySuccess` of a rolling deployment: when it counts as COMPLETED before all its tasks are healthy. */
export interface EarlySuccess {
  /** Percent of the desired count, 0 to 100. */
  readonly healthyPercent: number;
  /** BLOCKING: old tasks go before the success; DEFERRED: after it. */
  readonly cleanup: 'BLOCKING' | 'DEFERRED';
}

/** Healthy new tasks that early success asks for (ecs: ). */
export function earlySuccessCount(desiredCount: number, healthyPercent: number): number {
  return percentRoundedUp(desiredCount, healthyPercent);
}

/** Whether a deployment is a success although the new revision is still scaled up (ecs: ). */
export function isEarlySuccess(deployment: DeploymentProgress, criteria: EarlySuccess): boolean {
  const { desiredCount, healthyCount, oldTasks, hasBaked } = deployment;
  const isEnough = healthyCount >= earlySuccessCount(desiredCount, criteria.healthyPercent);
  return isEnough && hasBaked && (criteria.cleanup === 'DEFERRED' || oldTasks === 0);
}

/** Whether the criteria can be asked for beside such a minimum (ecs: ). */
export function isEarlySuccessPercent(healthyPercent: number, minimumHealthyPercent: number): boolean {
  return healthyPercent >= minimumHealthyPercent && healthyPercent >= 0 && healthyPercent <= 100;
}
