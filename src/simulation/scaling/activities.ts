import type { PolicyDecision } from '../../events/scaling-news.ts';
import { setDesiredCapacity } from '../groups/set-desired-capacity.ts';
import { changeDesired } from '../services/change-desired.ts';
import type { Simulation } from '../simulation.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { desiredOf, groupOfTarget, isAsDesired, serviceOf, statedBounds } from './targets.ts';

/** What a target is to have is this from now on: a scaling activity. */
export function setCapacity(
  simulation: Simulation,
  target: ScalableTarget,
  to: number,
  cause: string,
  decision: PolicyDecision | null,
): void {
  const group = groupOfTarget(simulation, target);
  if (group !== null) {
    setDesiredCapacity(simulation, group, to, cause, decision);
    return;
  }
  const service = serviceOf(simulation, target);
  const from = service.desired;
  beginActivity(simulation, target, {
    description: `Setting desired count to ${to}.`,
    cause,
    from,
    to,
    decision,
  });
  changeDesired(simulation, service, to);
  noteFulfilled(simulation, target);
}

/** The bounds of a target are others from now on. */
export function tellBounds(simulation: Simulation, target: ScalableTarget, cause: string): void {
  const desired = desiredOf(simulation, target);
  const { minimum, maximum } = statedBounds(simulation, target);
  const description = `Setting min capacity to ${minimum} and max capacity to ${maximum}`;
  begin(simulation, target, { description, cause, from: desired, to: desired, decision: null });
}

/** A target may have what the last activity wanted. */
export function noteFulfilled(simulation: Simulation, target: ScalableTarget): void {
  const { openActivity } = target;
  if (openActivity < 0 || !isAsDesired(simulation, target)) return;
  target.openActivity = -1;
  for (const observer of simulation.listeners.scalingFulfilled)
    observer.scalingFulfilled(simulation.now, target.index, openActivity);
}

interface Activity {
  readonly description: string;
  readonly cause: string;
  readonly from: number;
  readonly to: number;
  readonly decision: PolicyDecision | null;
}

/** What a target is to have changes: the activity goes on until it has that. */
export function beginActivity(simulation: Simulation, target: ScalableTarget, activity: Activity): void {
  begin(simulation, target, activity);
  target.openActivity = target.activities;
}

function begin(simulation: Simulation, target: ScalableTarget, activity: Activity): void {
  const { now, listeners, digest } = simulation;
  target.activities++;
  simulation.countEvent();
  digest.add(now, 72, target.index, activity.to);
  for (const observer of listeners.scalingActed)
    observer.scalingActed(now, { ...activity, target: target.index, number: target.activities });
}
