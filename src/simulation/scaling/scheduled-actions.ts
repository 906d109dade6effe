import { type BoundsChange, changeBounds } from '../../policies/scaling/scheduled-scaling.ts';
import { nextScheduledMs } from '../../policies/scaling/scheduled-times.ts';
import type { ScheduledActionSpec } from '../../scenario/scaling-spec.ts';
import type { Simulation } from '../simulation.ts';
import { Phase, TimerKind } from '../timer-kind.ts';
import { setCapacity, tellBounds } from './activities.ts';
import { noteGroupNews, noteNews } from './call-policies.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { desiredOf, setBounds, statedBounds } from './targets.ts';

/** Sets when each scheduled action runs first. */
export function setFirstScheduledActions(simulation: Simulation): void {
  for (const target of simulation.scalableTargets)
    for (const [place, action] of target.spec.scheduledActions.entries())
      setNext(simulation, target, place, action, -1);
}

/** SCHEDULED_ACTION: the bounds of a target change, and its desired count with them, whatever cooldowns there are (scaling: ). */
export function scheduledActionDue(simulation: Simulation, index: number, place: number): void {
  const target = simulation.scalableTargets[index]!;
  const action = target.spec.scheduledActions[place]!;
  setNext(simulation, target, place, action, simulation.now);
  // What was missed is not made up for (scaling: ).
  if (target.suspended.scheduledScaling) return;
  const { scheduledActionName: name, bounds, desiredCapacity } = action;
  const cause = `scheduled action name ${name} was triggered`;
  const refusal = boundTarget(simulation, target, bounds, cause, desiredCapacity);
  if (refusal !== null)
    simulation.refusedActions.push({ at: simulation.now, message: `Scheduled action ${name}: ${refusal}` });
}

/** Other bounds, and for a group what it is to have between them; `null`: as it is. Gives the sentence of a refusal, or null. */
export function boundTarget(
  simulation: Simulation,
  target: ScalableTarget,
  bounds: BoundsChange,
  cause: string,
  wanted: number | null = null,
): string | null {
  const { minimum, maximum } = statedBounds(simulation, target);
  const desired = desiredOf(simulation, target);
  const changed = changeBounds({ desired, minimum, maximum }, bounds);
  if (changed === null)
    return `the minimum capacity ${bounds.minCapacity ?? minimum} would be above the maximum capacity ${bounds.maxCapacity ?? maximum} of ${target.spec.resourceId}, so both must be given.`;
  if (wanted !== null && (wanted < changed.minimum || wanted > changed.maximum))
    return `the desired capacity ${wanted} would not be between the minimum size ${changed.minimum} and the maximum size ${changed.maximum} of ${target.spec.resourceId}.`;
  setBounds(simulation, target, changed);
  if (bounds.minCapacity !== null || bounds.maxCapacity !== null) tellBounds(simulation, target, cause);
  if (wanted !== null && wanted !== desired) setCapacity(simulation, target, wanted, cause, null);
  else if (wanted === null && changed.desired > desired)
    setCapacity(simulation, target, changed.desired, `minimum capacity was set to ${changed.minimum}`, null);
  else if (wanted === null && changed.desired < desired)
    setCapacity(simulation, target, changed.desired, `maximum capacity was set to ${changed.maximum}`, null);
  noteNews(simulation, target);
  if (target.spec.scales.of === 'group') noteGroupNews(simulation, target.spec.scales.index);
  return null;
}

function setNext(
  simulation: Simulation,
  target: ScalableTarget,
  place: number,
  action: ScheduledActionSpec,
  afterMs: number,
): void {
  const next = nextRunMs(simulation, action, afterMs);
  if (next !== null)
    simulation.timers.push(next, Phase.START, TimerKind.SCHEDULED_ACTION, target.index, place);
}

/** When a scheduled action runs next after an instant, or null; ms from the run's start. */
export function nextRunMs(
  { startMs }: Simulation,
  { schedule, startMs: from, endMs: until }: ScheduledActionSpec,
  afterMs: number,
): number | null {
  const onCalendar = (ms: number | null) => (ms === null ? null : startMs + ms);
  const times = { schedule, startMs: onCalendar(from), endMs: onCalendar(until) };
  const next = nextScheduledMs(times, startMs + afterMs, startMs);
  return next === null ? null : next - startMs;
}
