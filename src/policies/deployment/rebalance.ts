/** Tasks of a service in one Availability Zone with desiredStatus RUNNING. */
export interface ZoneCounts {
  readonly tasks: number;
  /** Those that do not both run and are healthy yet. */
  readonly settling: number;
  /** Those with scale-in protection. */
  readonly protectedTasks: number;
}

/** What a service looks like to Availability Zone rebalancing; with several Fargate providers, each provider's tasks apart. */
export interface RebalanceView {
  readonly desiredCount: number;
  readonly maxTasks: number;
  /** Of every configured zone, those without a task, too. */
  readonly zones: readonly ZoneCounts[];
  /** A new deployment ends a rebalancing. */
  readonly isDeploying: boolean;
}

/** What is next: `zone` is a position in the view. */
export type RebalanceStep =
  | { readonly kind: 'balanced' }
  | { readonly kind: 'start' | 'stop'; readonly zone: number; readonly count: number }
  /** Until the tasks that were started are RUNNING and healthy. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'stopped'; readonly by: 'deployment' | 'protectedTasks' | 'maxTasks' };

/** The service event that begins a rebalancing, and those of the steps that end it (ecs: ). */
export const REBALANCING_EVENTS = {
  started: 'SERVICE_REBALANCING_STARTED',
  balanced: 'SERVICE_REBALANCING_COMPLETED',
  stopped: 'SERVICE_REBALANCING_STOPPED',
} as const;

/** Tasks of each zone, the fullest first, when so many are balanced over so many zones (ecs: ). */
export function balancedCounts(desiredCount: number, zones: number): readonly number[] {
  const floor = Math.floor(desiredCount / zones);
  return Array.from({ length: zones }, (_, i) => floor + (i < desiredCount % zones ? 1 : 0));
}

/** What each zone should have, in the order of the zones: the remainder goes to those that have the most (ecs: ). */
export function balancedTarget(desiredCount: number, tasksByZone: readonly number[]): readonly number[] {
  const counts = balancedCounts(desiredCount, tasksByZone.length);
  const fullestFirst = tasksByZone.map((_, zone) => zone).sort((a, b) => tasksByZone[b]! - tasksByZone[a]!);
  return tasksByZone.map((_, zone) => counts[fullestFirst.indexOf(zone)]!);
}

/**
 * The next step of a service in steady state towards balance: start in the poorest zone, wait, stop as many in the richest
 * (ecs: ). Tasks above the desired count are those that a step before has started.
 */
export function rebalanceStep({ desiredCount, maxTasks, zones, isDeploying }: RebalanceView): RebalanceStep {
  if (isDeploying) return { kind: 'stopped', by: 'deployment' };
  const tasks = zones.map((zone) => zone.tasks);
  const extra = tasks.reduce((sum, count) => sum + count, 0) - desiredCount;
  if (extra === 0 && Math.max(...tasks) - Math.min(...tasks) <= 1) return { kind: 'balanced' };
  if (extra < 0 || zones.some(({ settling }) => settling > 0)) return { kind: 'wait' };

  const target = balancedTarget(desiredCount, tasks);
  const rich = highest(tasks, (zone) => tasks[zone]! > target[zone]!);
  const free = tasks[rich]! - zones[rich]!.protectedTasks;
  if (free === 0) return { kind: 'stopped', by: 'protectedTasks' };
  const surplus = Math.min(tasks[rich]! - target[rich]!, free);
  if (extra > 0) return { kind: 'stop', zone: rich, count: Math.min(extra, surplus) };

  const missing = tasks.map((count) => -count);
  const poor = highest(missing, (zone) => tasks[zone]! < target[zone]!);
  const count = Math.min(surplus, target[poor]! - tasks[poor]!, maxTasks - desiredCount);
  return count > 0 ? { kind: 'start', zone: poor, count } : { kind: 'stopped', by: 'maxTasks' };
}

/** The zone with the most, of those that may be taken; of equals the first. */
function highest(counts: readonly number[], mayBe: (zone: number) => boolean): number {
  const allowed = counts.map((_, zone) => zone).filter(mayBe);
  return allowed.reduce((best, zone) => (counts[zone]! > counts[best]! ? zone : best));
}
