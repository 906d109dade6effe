import type { ActionSpec } from '../../scenario/action-spec.ts';
import { noteNews } from '../scaling/call-policies.ts';
import { boundTarget } from '../scaling/scheduled-actions.ts';
import type { Simulation } from '../simulation.ts';

/**
 * RegisterScalableTarget of a target that there is: other bounds bring its desired count between them, and what is no longer
 * suspended acts on the alarms that there are (scaling: ). Gives the sentence of a refusal, or null.
 */
export function registerScalableTarget(
  simulation: Simulation,
  { target: index, bounds, suspended }: Extract<ActionSpec, { kind: 'registerScalableTarget' }>,
): string | null {
  const target = simulation.scalableTargets[index]!;
  if (bounds.minCapacity !== null || bounds.maxCapacity !== null) {
    const refusal = boundTarget(simulation, target, bounds, 'the scalable target was registered anew');
    if (refusal !== null) return `RegisterScalableTarget: ${refusal}`;
  }
  target.suspended = { ...target.suspended, ...suspended };
  noteNews(simulation, target);
  return null;
}
