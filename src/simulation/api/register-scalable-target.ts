import type { ActionSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

/** RegisterScalableTarget of a target that there is. */
export function registerScalableTarget(
  _simulation: Simulation,
  _action: Extract<ActionSpec, { kind: 'registerScalableTarget' }>,
): void {}
