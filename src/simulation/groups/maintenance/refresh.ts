import type { ActionSpec } from '../../../scenario/action-spec.ts';
import type { Simulation } from '../../simulation.ts';
import type { Group } from '../group.ts';

export type RefreshStatus = 'InProgress' | 'Successful' | 'Failed' | 'Cancelled';

/** A checkpoint that a refresh has come to, and those that it has passed by. */
export interface CheckpointNews {
  readonly at: number;
  readonly percentage: number;
  readonly skipped: readonly number[];
}

/** An instance refresh of a group, as DescribeInstanceRefreshes has it (scaling: ). */
export interface Refresh {
  /** Index of the action that has started it. */
  readonly action: number;
  readonly startedAt: number;
  /** -1: it goes on. */
  endedAt: number;
  status: RefreshStatus;
  statusReason: string;
  percentageComplete: number;
  /** Instances that are still to be replaced. */
  instancesToUpdate: number;
  /** Instances that it has taken. */
  replaced: number;
  /** Rows of the fleet from here on came after its start. */
  readonly firstNew: number;
  /** The group's configuration before. */
  readonly before: number;
  /** Index of the checkpoint that comes next. */
  checkpoint: number;
  reached: readonly CheckpointNews[];
  /** It pauses until then; -1: it does not. */
  resumesAt: number;
  /** When it last came on. */
  progressAt: number;
}

export type RefreshRequest = Extract<ActionSpec, { kind: 'startInstanceRefresh' }>;

/** The refresh that is in progress; null: none is. */
export function activeRefresh({ refreshes }: Group): Refresh | null {
  const last = refreshes.at(-1);
  return last?.status === 'InProgress' ? last : null;
}

export function requestOf({ scenario }: Simulation, { action }: Refresh): RefreshRequest {
  return scenario.actions[action] as RefreshRequest;
}

/** It is over, one way or the other; only a refresh that succeeds leaves its desired configuration to the group. */
export function endRefresh(
  simulation: Simulation,
  group: Group,
  refresh: Refresh,
  status: Exclude<RefreshStatus, 'InProgress'>,
  reason: string,
): void {
  const { now, digest } = simulation;
  refresh.status = status;
  refresh.statusReason = reason;
  refresh.endedAt = now;
  if (status !== 'Successful' && requestOf(simulation, refresh).configuration !== null)
    group.configuration = refresh.before;
  simulation.countEvent();
  digest.add(now, 74, group.index, refresh.percentageComplete);
}
