import { InstanceStatus } from '../../model/instance-status.ts';

/** Whether EC2 runs an instance of this status (billing:E2). */
export function isRunning(status: InstanceStatus): boolean {
  switch (status) {
    case InstanceStatus.REGISTERING:
    case InstanceStatus.ACTIVE:
    case InstanceStatus.DRAINING:
    case InstanceStatus.DEREGISTERING:
    case InstanceStatus.WARM_RUNNING:
      return true;
    default:
      return false;
  }
}
