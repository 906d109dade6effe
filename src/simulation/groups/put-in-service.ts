import type { Simulation } from '../simulation.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import type { Group } from './group.ts';
import { setWarmUpEnd } from './warm-up.ts';

/** An instance of a group has come to InService, and its warm-up begins. */
export function putInService(simulation: Simulation, group: Group, instance: number): void {
  changeLifecycle(simulation, group, instance, 'InService');
  setWarmUpEnd(simulation, group, instance);
}
