import type { PolicyDecision } from '../../events/scaling-news.ts';
import { changeDesired } from '../services/change-desired.ts';
import type { Simulation } from '../simulation.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { runningOf, serviceOf } from './targets.ts';

/** The desired count of a target is this from now on: a scaling activity. */
export function setCapacity(
  simulation: Simulation,
  target: ScalableTarget,
  to: number,
  cause: string,
  decision: PolicyDecision | null,
): void {
  const service = serviceOf(simulation, target);
  const from = service.desired;
  begin(simulation, target, { description: `Setting desired count to ${to}.`, cause, from, to, decision });
  target.openActivity = target.activities;
  changeDesired(simulation, service, to);
  noteFulfilled(simulation, target);
}

/** The bounds of a target are others from now on. */
export function tellBounds(simulation: Simulation, target: ScalableTarget, cause: string): void {
  const { desired } = serviceOf(simulation, target);
  const description = `Setting min capacity to ${target.minimum} and max capacity to ${target.maximum}`;
  begin(simulation, target, { description, cause, from: desired, to: desired, decision: null });
}

/** The service may have the tasks that the last activity wanted. */
export function noteFulfilled(simulation: Simulation, target: ScalableTarget): void {
  const { openActivity } = target;
  if (openActivity < 0) return;
  const service = serviceOf(simulation, target);
  if (runningOf(service) !== service.desired) return;
  target.openActivity = -1;
  for (const observer of simulation.listeners.scalingFulfilled)
    observer.scalingFulfilled(simulation.now, target.index, openActivity);
}

function begin(
  simulation: Simulation,
  target: ScalableTarget,
  activity: {
    readonly description: string;
    readonly cause: string;
    readonly from: number;
    readonly to: number;
    readonly decision: PolicyDecision | null;
  },
): void {
  const { now, listeners, digest } = simulation;
  target.activities++;
  simulation.countEvent();
  digest.add(now, 72, target.index, activity.to);
  for (const observer of listeners.scalingActed)
    observer.scalingActed(now, { ...activity, target: target.index, number: target.activities });
}
