/** `minimumHealthyPercent` and `maximumPercent`, whole percent of the desired count. */
export interface DeploymentPercents {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
}

/** Tasks that a deployment keeps healthy, and tasks that it may have in all. */
export interface DeploymentBounds {
  readonly minHealthy: number;
  readonly maxTasks: number;
}

/** Healthy tasks that a deployment must leave a service of so many (ecs: ). */
export function minHealthy(desiredCount: number, minimumHealthyPercent: number): number {
  return percentRoundedUp(desiredCount, minimumHealthyPercent);
}

/** Tasks on their way to RUNNING and RUNNING ones, old and new together, that a service may have (ecs: ). */
export function maxTasks(desiredCount: number, maximumPercent: number): number {
  return Math.floor((desiredCount * maximumPercent) / 100);
}

/** Both bounds of a deployment for the desired count of the moment (ecs: ). */
export function deploymentBounds(desiredCount: number, percents: DeploymentPercents): DeploymentBounds {
  return {
    minHealthy: minHealthy(desiredCount, percents.minimumHealthyPercent),
    maxTasks: maxTasks(desiredCount, percents.maximumPercent),
  };
}

/** What CreateService takes when a service does not say: the API's values, not the console's (ecs: ). */
export const DEFAULT_PERCENTS: Readonly<Record<'REPLICA' | 'DAEMON', DeploymentPercents>> = {
  REPLICA: { minimumHealthyPercent: 100, maximumPercent: 200 },
  DAEMON: { minimumHealthyPercent: 0, maximumPercent: 100 },
};

/** A whole percentage of a count, the next whole number up: in integers, so that a share that is whole stays so. */
export function percentRoundedUp(count: number, percent: number): number {
  return Math.floor((count * percent + 99) / 100);
}
