import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { INSTANCE_STATUS_NAMES, type InstanceStatus } from '../../src/model/instance-status.ts';
import { STOP_CODE_NAMES, TASK_STATUS_NAMES, type TaskStatus } from '../../src/model/task-status.ts';

/** Writes down what it hears, for comparing with what a person expects. */
export class Log extends Observer {
  readonly lines: string[] = [];
  private world: World | null = null;

  /** Names are known once the run has been made. */
  read(world: World): void {
    this.world = world;
  }

  override taskStatusChanged(at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    this.lines.push(`${at} task ${this.world?.tasks.ordinal[task] ?? task} ${TASK_STATUS_NAMES[to]}`);
  }

  override pullStarted(at: number, task: number): void {
    this.lines.push(`${at} task ${this.world?.tasks.ordinal[task] ?? task} pulls`);
  }

  override taskHealthChanged(at: number, task: number): void {
    this.lines.push(`${at} task ${this.world!.tasks.ordinal[task]} is ${this.world!.healthStatus(task)}`);
  }

  override placementFailed(at: number, task: number, reason: number): void {
    this.lines.push(
      `${at} task ${this.world?.tasks.ordinal[task] ?? task} refused: ${this.world?.reasons[reason] ?? reason}`,
    );
  }

  override taskGone(at: number, task: number): void {
    const { tasks, reasons } = this.world!;
    const stopCode = STOP_CODE_NAMES[tasks.stopCode[task]!];
    this.lines.push(
      `${at} ${this.world!.taskId(task)} gone, ${stopCode || 'given up'}, ${tasks.exitCode[task]}, ${reasons[tasks.stopReason[task]!]}`,
    );
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    if (this.world !== null)
      this.lines.push(`${at} ${this.world.instanceId(instance)} ${INSTANCE_STATUS_NAMES[to]}`);
  }
}
