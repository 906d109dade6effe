import type { StreamState } from '../../kernel/streams.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';

/** Auto Scaling groups as plain data that shares nothing with the run. */
export type GroupsState = readonly (Pick<
  Group,
  'minimum' | 'maximum' | 'desired' | 'active' | 'inUse' | 'launching' | 'extra' | 'measured' | 'passAt'
> & {
  readonly instances: readonly number[];
  readonly terminating: readonly (readonly [number, number])[];
  readonly boots: StreamState;
  readonly choices: StreamState;
})[];

export function snapshotGroups({ groups }: Simulation): GroupsState {
  return groups.map(
    ({ minimum, maximum, desired, active, inUse, launching, extra, measured, passAt, ...group }) => ({
      minimum,
      maximum,
      desired,
      active,
      inUse,
      launching,
      extra,
      measured,
      passAt,
      instances: [...group.instances],
      terminating: [...group.terminating],
      boots: group.boots.snapshot(),
      choices: group.choices.snapshot(),
    }),
  );
}

/** Puts the groups of a run of the same scenario into a saved state. */
export function restoreGroups({ groups }: Simulation, state: GroupsState): void {
  for (const [i, { instances, terminating, boots, choices, ...saved }] of state.entries()) {
    const group = groups[i]!;
    Object.assign(group, saved);
    group.instances = [...instances];
    group.terminating.clear();
    for (const [instance, since] of terminating) group.terminating.set(instance, since);
    group.boots.restore(boots);
    group.choices.restore(choices);
  }
}
