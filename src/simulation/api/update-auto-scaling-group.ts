import type { ActionSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

export function updateAutoScalingGroup(
  _simulation: Simulation,
  _action: Extract<ActionSpec, { kind: 'updateAutoScalingGroup' }>,
): string | null {
  return null;
}
