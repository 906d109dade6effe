import { assert } from '../kernel/assert.ts';

/** `lastStatus` of a task, in the order of its life; NONE before ECS has accepted it. */
export const TaskStatus = {
  NONE: 0,
  PROVISIONING: 1,
  PENDING: 2,
  ACTIVATING: 3,
  RUNNING: 4,
  DEACTIVATING: 5,
  STOPPING: 6,
  DEPROVISIONING: 7,
  STOPPED: 8,
} as const;
export type TaskStatus = (typeof TaskStatus)[keyof typeof TaskStatus];

/** Names by number, as the API spells them. */
export const TASK_STATUS_NAMES: readonly string[] = Object.keys(TaskStatus);

const { NONE, PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED } =
  TaskStatus;

/** Whether a task that was pending (accepted and not yet RUNNING, as DescribeServices counts) is so no longer. */
export function leavesPending(from: TaskStatus, to: TaskStatus): boolean {
  return to === RUNNING || (from !== NONE && from <= ACTIVATING && to > RUNNING);
}

/** Every transition that ECS knows (ecs spec section 1, "Task status transitions (complete)"). */
const LEGAL: readonly (readonly [TaskStatus, readonly TaskStatus[]])[] = [
  [NONE, [PROVISIONING, PENDING]],
  [PROVISIONING, [PENDING, DEPROVISIONING, STOPPED]],
  [PENDING, [ACTIVATING, RUNNING, STOPPING, STOPPED]],
  [ACTIVATING, [RUNNING, STOPPING, STOPPED]],
  [RUNNING, [DEACTIVATING, STOPPING]],
  [DEACTIVATING, [STOPPING]],
  [STOPPING, [DEPROVISIONING, STOPPED]],
  [DEPROVISIONING, [STOPPED]],
  [STOPPED, []],
];

/** One bit a legal successor. */
const SUCCESSORS = Int32Array.from(LEGAL, ([, successors]) =>
  successors.reduce<number>((bits, to) => bits | (1 << to), 0),
);

/** Whether ECS ever moves a task from one status to the other. */
function isLegalTransition(from: TaskStatus, to: TaskStatus): boolean {
  return ((SUCCESSORS[from]! >> to) & 1) === 1;
}

/** Fails as a defect of ours when ECS never makes this transition. */
export function assertLegalTransition(from: TaskStatus, to: TaskStatus): void {
  if (!isLegalTransition(from, to))
    assert(
      false,
      `a task went from ${TASK_STATUS_NAMES[from]} to ${TASK_STATUS_NAMES[to]}, which ECS never does`,
    );
}

/** Why a task stopped (`stopCode` of the API; ecs: ). */
export const StopCode = {
  NONE: 0,
  TaskFailedToStart: 1,
  EssentialContainerExited: 2,
  UserInitiated: 3,
  ServiceSchedulerInitiated: 4,
  SpotInterruption: 5,
  TerminationNotice: 6,
  InfrastructureHealth: 7,
} as const;
export type StopCode = (typeof StopCode)[keyof typeof StopCode];

/** Names by number; empty for NONE. */
export const STOP_CODE_NAMES: readonly string[] = Object.keys(StopCode).map((name) =>
  name === 'NONE' ? '' : name,
);
