import type { Disconnection } from '../api/disconnect-agents.ts';
import type { Outage } from '../outage.ts';
import type { Simulation } from '../simulation.ts';
import type { Mishap } from './mishap.ts';

/** What has befallen a run or is drawn to befall it, as plain data. */
export interface FaultsState {
  readonly mishaps: readonly (readonly [number, Mishap])[];
  readonly retired: readonly number[];
  readonly outages: readonly (readonly [number, Outage])[];
  readonly disconnected: readonly (readonly [number, Disconnection])[];
}

export function snapshotFaults({ mishaps, retired, outages, disconnected }: Simulation): FaultsState {
  return {
    mishaps: [...mishaps].map(([task, mishap]) => [task, { ...mishap, pulls: [...mishap.pulls] }]),
    retired: [...retired],
    outages: [...outages].map(([zone, outage]) => [zone, { ...outage, lost: [...outage.lost] }]),
    disconnected: [...disconnected],
  };
}

/** Puts a run of the same scenario into a saved state, which can be used again. */
export function restoreFaults(simulation: Simulation, state: FaultsState): void {
  const { mishaps, retired, outages, disconnected } = simulation;
  for (const held of [mishaps, retired, outages, disconnected]) held.clear();
  for (const [task, mishap] of state.mishaps) mishaps.set(task, { ...mishap, pulls: [...mishap.pulls] });
  for (const task of state.retired) retired.add(task);
  for (const [zone, outage] of state.outages) outages.set(zone, { ...outage, lost: [...outage.lost] });
  for (const [instance, disconnection] of state.disconnected) disconnected.set(instance, disconnection);
}
