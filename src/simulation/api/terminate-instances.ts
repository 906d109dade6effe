import { InstanceStatus } from '../../model/instance-status.ts';
import { Holding, NONE } from '../../model/task-table.ts';
import { changeInstanceStatus } from '../change-status.ts';
import { groupInstanceGone } from '../groups/group-pass.ts';
import { instanceById } from '../instance-by-id.ts';
import { loseTask } from '../life.ts';
import type { Simulation } from '../simulation.ts';

const { ACTIVE, DRAINING, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;
const ACCEPTED = [ACTIVE, DRAINING, WARM_RUNNING, WARM_STOPPED];

/** EC2's TerminateInstances: the instance is gone at once and its tasks with it. Gives the sentence of a refusal, or null. */
export function terminateInstances(
  simulation: Simulation,
  cluster: string,
  ids: readonly string[],
): string | null {
  const unknown: string[] = [];
  for (const id of ids) {
    const instance = instanceById(simulation, cluster, id);
    const status = instance === NONE ? NONE : simulation.fleet.status[instance];
    if (!ACCEPTED.some((accepted) => accepted === status)) {
      unknown.push(id);
      continue;
    }
    terminateInstance(simulation, instance);
  }
  return unknown.length === 0
    ? null
    : `AWS would have refused an action: TerminateInstances: InvalidInstanceID.NotFound: The instance ID '${unknown.join(', ')}' does not exist`;
}

/** The instance is gone at once, and with it every task on it. */
export function terminateInstance(simulation: Simulation, instance: number): void {
  const { fleet } = simulation;
  fleet.stoppedAt[instance] = simulation.now;
  changeInstanceStatus(simulation, instance, InstanceStatus.INACTIVE);
  loseTasksOf(simulation, instance);
  groupInstanceGone(simulation, instance);
}

/** Its host is terminated or stopped, and with it every task on it (ecs: ). */
export function loseTasksOf(simulation: Simulation, instance: number): void {
  const { fleet } = simulation;
  const id = simulation.instanceId(instance);
  const reason = simulation.reason(`Host EC2 (instance ${id}) terminated.`);
  fleet.queueHead[instance] = NONE;
  fleet.queueTail[instance] = NONE;
  for (let task = fleet.firstTask[instance]!; task !== NONE; ) {
    const next = simulation.tasks.next[task]!;
    simulation.tasks.holding[task]! &= ~Holding.QUEUED;
    loseTask(simulation, task, reason);
    task = next;
  }
}
