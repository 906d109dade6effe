import { Observer } from '../events/observer.ts';
import { INSTANCE_STATUS_NAMES, type InstanceStatus } from '../model/instance-status.ts';

/** Writes down what becomes of the group of a small run; instants are milliseconds from the run's start. */
export class GroupLog extends Observer {
  /** Each desired capacity that the group was given after its first. */
  readonly desired: { readonly at: number; readonly from: number; readonly to: number }[] = [];
  /** M and N of its capacity provider, as they were measured. */
  readonly measured: { readonly at: number; readonly needed: number; readonly instances: number }[] = [];
  /** Each status of an instance, whichever it is. */
  readonly statuses: { readonly at: number; readonly instance: number; readonly status: string }[] = [];

  override groupScaled(at: number, _group: number, from: number, to: number): void {
    this.desired.push({ at, from, to });
  }

  override providerMeasured(at: number, _provider: number, needed: number, instances: number): void {
    this.measured.push({ at, needed, instances });
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    this.statuses.push({ at, instance, status: INSTANCE_STATUS_NAMES[to]! });
  }

  /** When each of its instances came to a status. */
  reached(status: string): number[] {
    return this.statuses.flatMap((one) => (one.status === status ? one.at : []));
  }
}
