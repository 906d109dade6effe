import type { TaskIndex } from '../model/task-table.ts';

/** What a task's own list-price charge on Fargate comes to; asked for once it is STOPPED. */
export interface TaskCharges {
  /** Billed seconds, minimum and rounding included; -1 for a task on a container instance or one that never pulled. */
  billedSeconds(task: TaskIndex): number;
  /** Whole nano-USD (1e-9 USD); -1 where there is no charge of its own. */
  chargeNanoUsd(task: TaskIndex): number;
}
