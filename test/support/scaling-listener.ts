import { Observer } from '../../src/events/observer.ts';
import type { PolicyDecision, ScalingActivity } from '../../src/events/scaling-news.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import { HOUR, MINUTE } from './scaling.ts';

/** Hears what becomes of desired counts. */
class ScalingListener extends Observer {
  readonly activities: { readonly minute: number; readonly from: number; readonly to: number }[] = [];
  readonly held: { readonly minute: number; readonly decision: PolicyDecision }[] = [];

  override scalingActed(at: number, { from, to }: ScalingActivity): void {
    if (from !== to) this.activities.push({ minute: at / MINUTE, from, to });
  }

  override scalingHeld(at: number, _target: number, decision: PolicyDecision): void {
    this.held.push({ minute: at / MINUTE, decision });
  }
}

/** Runs a scenario with a listener, and with other observers. */
export function scalingOf(scenario: Scenario, others: readonly Observer[] = []) {
  const listener = new ScalingListener();
  const simulation = createSimulation(scenario, [listener, ...others]);
  advanceTo(simulation, scenario.simulation.durationMs ?? 4 * HOUR);
  return { simulation, activities: listener.activities, held: listener.held };
}

/** A value for each minute of so many: the first before a minute, then the second. */
export function stepAt(minute: number, before: number, after: number, minutes = 200): number[] {
  return Array.from({ length: minutes }, (_, m) => (m < minute ? before : after));
}
