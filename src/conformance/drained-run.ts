import type { ActionSpec } from '../scenario/action-spec.ts';
import { runUntil, type SmallRun } from './small-run.ts';
import type { TaskLog } from './task-log.ts';

/** When the first instance of a drained run begins to drain: whatever has started by then is healthy. */
export const DRAINS_AT_MS = 600_000;
const LONG_MS = 3_600_000;

/** Runs the engine with an instance that drains at `atMs`, and an hour longer: long enough for all that follows from it. */
export function drainFirst(run: Omit<SmallRun, 'actions'>, atMs: number = DRAINS_AT_MS): TaskLog {
  const drain: ActionSpec = {
    kind: 'updateContainerInstancesState',
    atMs,
    cluster: 'main',
    containerInstances: ['instance0-1'],
    status: 'DRAINING',
  };
  return runUntil(atMs + LONG_MS, { ...run, actions: [drain] });
}
