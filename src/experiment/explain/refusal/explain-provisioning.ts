import { TaskStatus } from '../../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import { launchOptions, managedGroup } from '../../../simulation/groups/group.ts';
import { takenByDaemons } from '../../../simulation/groups/managed-scaling.ts';
import { isHeldFromProvisioning } from '../../../simulation/groups/provisioning.ts';
import { unmetWhenEmpty } from '../../../simulation/ideal-fleet.ts';
import type { Provisioning } from '../decision.ts';
import type { PlacementQuestion } from '../placement-question.ts';

/** What a task without an instance of its capacity provider comes to (ecs: ); null: managed scaling has nothing to do with it. */
export function explainProvisioning(
  { simulation, workload, request, rules }: PlacementQuestion,
  task: TaskIndex,
  lacks: string,
): Provisioning | null {
  const { tasks, clusterStates } = simulation;
  const group = managedGroup(simulation, tasks.provider[task]!);
  if (group === null) return null;
  const isAccepted = tasks.status[task] === TaskStatus.PROVISIONING;
  Object.assign(simulation.request, request);
  const taken = takenByDaemons(simulation, workload.cluster);
  const launches = launchOptions(group).map((spec) => {
    const { cpu, memory, gpu } = spec.registered;
    const registered = { cpu: cpu - taken.cpu, memory: memory - taken.memory, gpu: gpu - taken.gpu };
    return {
      instanceType: spec.ec2InstanceType,
      unmet: unmetWhenEmpty(simulation, { ...spec, registered }, rules),
    };
  });
  return {
    state: stateOf(tasks.queue[task] !== NONE, isHeldFromProvisioning(simulation, task, workload)),
    tasks: clusterStates[workload.cluster]!.provisioning - Number(isAccepted),
    lacks,
    group: group.spec.name,
    launches,
  };
}

function stateOf(waits: boolean, isHeld: boolean): Provisioning['state'] {
  if (waits) return 'waiting';
  return isHeld ? 'full' : 'accepted';
}
