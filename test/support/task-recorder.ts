import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { STOP_CODE_NAMES } from '../../src/model/task-status.ts';

/** A task at its last moment; instants in milliseconds from the start, below 0 when they never came. */
export interface RecordedTask {
  readonly ordinal: number;
  readonly instance: string;
  readonly zone: string;
  readonly group: string;
  readonly provider: string;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly stopCode: string;
  readonly stoppedReason: string;
}

/** Keeps what became of each task, in the order of their requests. */
export class TaskRecorder extends Observer {
  private readonly gone: RecordedTask[] = [];
  private world!: World;

  get tasks(): readonly RecordedTask[] {
    return this.gone.toSorted((a, b) => a.ordinal - b.ordinal);
  }

  override begin(world: World): void {
    this.world = world;
  }

  override taskGone(_at: number, task: number): void {
    const { tasks, zones, reasons, providers } = this.world;
    const instance = tasks.instance[task]!;
    this.gone.push({
      ordinal: tasks.ordinal[task]!,
      instance: instance < 0 ? '' : this.world.instanceId(instance),
      zone: zones[tasks.zone[task]!] ?? '',
      group: this.world.group(task),
      provider: providers[tasks.provider[task]!]?.name ?? '',
      createdAt: tasks.createdAt[task]!,
      startedAt: Math.max(-1, tasks.startedAt[task]!),
      stopCode: STOP_CODE_NAMES[tasks.stopCode[task]!]!,
      stoppedReason: reasons[tasks.stopReason[task]!] ?? '',
    });
  }
}
