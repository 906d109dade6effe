import type { TaskIndex } from '../../model/task-table.ts';
import type { CreditState } from '../../requests/host/cpu-credits.ts';

/** A container instance whose tasks share its CPU by what they want: some of them have no hard limit (ecs: ). */
export interface Host {
  readonly instance: number;
  /** vCPUs. */
  readonly cores: number;
  readonly tasks: HostTask[];
  isChanged: boolean;
  /** CPU credits of a burstable type; `null`: it is none. */
  credits: CreditState | null;
  /** Up to here credits are counted. */
  settledAt: number;
  /** When its credits run out, or Infinity. */
  dueAt: number;
  /** Whether there are no credits and tasks want more than the baseline, and whether they have for any time. */
  isThrottled: boolean;
  wasThrottled: boolean;
}

/** A RUNNING task on such an instance; CPU is in vCPUs, memory in MiB. */
export interface HostTask {
  readonly task: TaskIndex;
  readonly host: Host;
  readonly shares: number;
  /** Its hard limit, or Infinity. */
  readonly cap: number;
  /** What it would use of an instance of its own. */
  demand: number;
  memory: number;
  /** What it could get at most now, and what it gets. */
  cores: number;
  used: number;
  /** The load that its use follows, or -1. */
  readonly load: number;
  /** What was told of its use: CPU units and MiB. */
  toldCpu: number;
  toldMemory: number;
  /** Since when its use is what it is. */
  since: number;
}
