import { Observer } from '../../events/observer.ts';
import { InstanceStatus } from '../../model/instance-status.ts';

/** The instants of a container instance's life that measurements name, milliseconds from the run's start; null: not reached. */
export interface InstanceTimes {
  activeAt: number | null;
  goneAt: number | null;
}

/** Writes down the times of every instance of a run. */
export class InstanceTimesLog extends Observer {
  /** In order of their first status. */
  readonly instances: InstanceTimes[] = [];
  private readonly byIndex = new Map<number, InstanceTimes>();

  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    let times = this.byIndex.get(instance);
    if (times === undefined) {
      times = { activeAt: null, goneAt: null };
      this.byIndex.set(instance, times);
      this.instances.push(times);
    }
    if (to === InstanceStatus.ACTIVE) times.activeAt = at;
    if (to === InstanceStatus.INACTIVE) times.goneAt = at;
  }
}
