import type { StreamState } from '../../kernel/streams.ts';
import type { Simulation } from '../simulation.ts';
import type { Group } from './group.ts';
import type { Refresh } from './maintenance/refresh.ts';
import type { Member } from './members.ts';

/** Auto Scaling groups as plain data that shares nothing with the run. */
export type GroupsState = readonly (Pick<
  Group,
  | 'configuration'
  | 'minimum'
  | 'maximum'
  | 'desired'
  | 'active'
  | 'inUse'
  | 'launching'
  | 'warming'
  | 'extra'
  | 'measured'
  | 'passAt'
  | 'wakes'
  | 'suspended'
  | 'unhealthy'
  | 'batch'
  | 'replaced'
> & {
  readonly refreshes: readonly Refresh[];
  readonly members: readonly Member[];
  readonly boots: StreamState;
  readonly choices: StreamState;
  readonly hookTimes: StreamState;
})[];

export function snapshotGroups({ groups }: Simulation): GroupsState {
  return groups.map(
    ({
      configuration,
      minimum,
      maximum,
      desired,
      active,
      inUse,
      launching,
      warming,
      extra,
      measured,
      passAt,
      wakes,
      suspended,
      unhealthy,
      batch,
      replaced,
      refreshes,
      ...group
    }) => ({
      configuration,
      minimum,
      maximum,
      desired,
      active,
      inUse,
      launching,
      warming,
      extra,
      measured,
      passAt,
      // None of these is changed in place.
      wakes,
      suspended,
      unhealthy,
      batch,
      replaced,
      refreshes: refreshes.map((refresh) => ({ ...refresh })),
      members: group.members.snapshot(),
      boots: group.boots.snapshot(),
      choices: group.choices.snapshot(),
      hookTimes: group.hookTimes.snapshot(),
    }),
  );
}

/** Puts the groups of a run of the same scenario into a saved state. */
export function restoreGroups({ groups }: Simulation, state: GroupsState): void {
  for (const [i, { members, refreshes, boots, choices, hookTimes, ...saved }] of state.entries()) {
    const group = groups[i]!;
    Object.assign(group, saved);
    group.members.restore(members);
    group.refreshes.splice(0, group.refreshes.length, ...refreshes.map((refresh) => ({ ...refresh })));
    group.boots.restore(boots);
    group.choices.restore(choices);
    group.hookTimes.restore(hookTimes);
  }
}
