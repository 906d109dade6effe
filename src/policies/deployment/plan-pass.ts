import type { DeploymentBounds } from './bounds.ts';
import { countAll, countHealthy, countSettling, countUsable, type TaskCounts } from './task-counts.ts';

/** What one pass over a service looks at: counts of tasks with desiredStatus RUNNING. */
export interface PassView {
  readonly desiredCount: number;
  readonly bounds: DeploymentBounds;
  /** Of the PRIMARY deployment, those on DRAINING instances left out. */
  readonly newTasks: TaskCounts;
  /** Of earlier deployments, and on DRAINING instances (ecs: ). */
  readonly oldTasks: TaskCounts;
  /** Tasks that the cluster has room for before this pass stops any: Infinity when not known, 0 after a failed placement. */
  readonly placeable: number;
  /** Whether an unhealthy task may be stopped for the start that waits; not when one has been, in vain. */
  readonly mayMakeRoom: boolean;
  /** Starts that launch rates, the throttle and the state of the deployment allow now; a failed one launches none. */
  readonly launchable: number;
}

/** What one pass does, in this order: stops, which free their room at once, then starts. */
export interface PassPlan {
  readonly stopOld: {
    readonly unhealthy: number;
    readonly settling: number;
    readonly healthy: number;
  };
  readonly stopNew: {
    /** Replaced ones, or one that makes room for its replacement; each equally likely. */
    readonly unhealthy: number;
    /** Healthy or settling ones above the desired count, chosen as for a scale-in (ecs: ). */
    readonly surplus: number;
  };
  readonly startNew: number;
  /** Why old tasks stay although nothing is under way that could change it; null: it is not stuck (ecs: ). */
  readonly stuck: 'deploymentConfiguration' | 'protectedTasks' | null;
}

/** What the service says of a deployment that its bounds let neither stop nor start a task, after its name (ecs: ). */
export const STUCK_DEPLOYMENT =
  'unable to stop or start tasks during a deployment because of the service deployment configuration';

/**
 * One pass of the service scheduler (ecs: ): old tasks stop first, as far as enough others are healthy,
 * then new ones start, as far as there is room for them. Without old tasks it is the pass of a service without a deployment.
 */
export function planPass(view: PassView): PassPlan {
  const { bounds, newTasks, oldTasks } = view;
  const surplus = clamp(countUsable(newTasks) - view.desiredCount, newTasks.healthy + newTasks.settling);
  const stopOld = planOldStops(view, surplus);
  const replaced = clamp(countHealthy(newTasks) + newTasks.unhealthy - view.desiredCount, newTasks.unhealthy);
  const stops = stopOld.unhealthy + stopOld.settling + stopOld.healthy + surplus + replaced;

  const wanted = Math.max(0, view.desiredCount - countUsable(newTasks));
  const room = bounds.maxTasks - countAll(newTasks) - countAll(oldTasks) + stops;
  const placeable = view.placeable + stops;
  const makesRoom = stops === 0 && Math.min(wanted, room, placeable) <= 0 && canMakeRoom(view) ? 1 : 0;
  const startable = clamp(room + makesRoom, wanted);
  const isStuck = stops + startable === 0 && staysAsItIs(view);
  return {
    stopOld,
    stopNew: { unhealthy: replaced + makesRoom, surplus },
    startNew: Math.min(startable, placeable + makesRoom, view.launchable),
    stuck: isStuck ? whatHolds(view) : null,
  };
}

/** All stops of a plan. */
export function countStops({ stopOld, stopNew }: PassPlan): number {
  return stopOld.unhealthy + stopOld.settling + stopOld.healthy + stopNew.unhealthy + stopNew.surplus;
}

/** Unhealthy ones go first, because that lowers no healthy count; then those that never became healthy. */
function planOldStops(view: PassView, surplus: number): PassPlan['stopOld'] {
  const { bounds, newTasks, oldTasks } = view;
  const { unhealthy, settling, healthy } = oldTasks;
  // A scale-in in the same pass may take healthy tasks: those must not be counted on.
  const newHealthy = countHealthy(newTasks) - Math.min(surplus, newTasks.healthy);
  if (newHealthy >= view.desiredCount) return { unhealthy, settling, healthy };
  const spare = Math.max(0, newHealthy + countHealthy(oldTasks) - bounds.minHealthy);
  const ofUnhealthy = waitsForRoom(view) ? unhealthy : Math.min(unhealthy, spare);
  // Unhealthy ones that stop for a start that waits are free; only others are taken out of what can be spared.
  const budget = waitsForRoom(view) ? spare : spare - ofUnhealthy;
  const ofSettling = Math.min(settling, budget);
  return {
    unhealthy: ofUnhealthy,
    settling: ofSettling,
    healthy: Math.min(healthy, budget - ofSettling),
  };
}

/** Whether a new task cannot start before another one stops. */
function waitsForRoom({ bounds, desiredCount, newTasks, oldTasks, placeable }: PassView): boolean {
  const room = bounds.maxTasks - countAll(newTasks) - countAll(oldTasks);
  return desiredCount - countUsable(newTasks) > Math.min(room, placeable);
}

/**
 * Whether one unhealthy new task may go before its replacement comes: one by one, the next when the last replacement is seen
 * to be healthy or not. It lowers no healthy count, so that the minimum has no say (ecs: ).
 */
function canMakeRoom({ newTasks, launchable, mayMakeRoom }: PassView): boolean {
  return mayMakeRoom && launchable > 0 && newTasks.unhealthy > 0 && countSettling(newTasks) === 0;
}

/** Whether old tasks remain and no task is still to become healthy, which could let the next pass do more. */
function staysAsItIs({ newTasks, oldTasks }: PassView): boolean {
  return (
    countAll(oldTasks) > 0 && newTasks.unhealthy + countSettling(newTasks) + countSettling(oldTasks) === 0
  );
}

/** Protection, if without it old tasks could stop (ecs: ); else the bounds. */
function whatHolds({ bounds, desiredCount, newTasks, oldTasks }: PassView): NonNullable<PassPlan['stuck']> {
  const healthy = countHealthy(newTasks) + countHealthy(oldTasks);
  const couldStop = healthy > bounds.minHealthy || countHealthy(newTasks) >= desiredCount;
  return couldStop ? 'protectedTasks' : 'deploymentConfiguration';
}

function clamp(count: number, most: number): number {
  return Math.min(Math.max(0, count), most);
}
