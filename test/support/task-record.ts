import type { TaskCharges } from '../../src/events/task-charges.ts';
import type { World } from '../../src/events/world.ts';
import { STOP_CODE_NAMES, TASK_STATUS_NAMES } from '../../src/model/task-status.ts';
import { formatNanoUsd } from '../../src/units/money.ts';

/** A task as a row of tasks.csv, the slow and obvious way; `gone`: the task is at its last moment. */
export function taskRecord(
  world: World,
  charges: TaskCharges,
  task: number,
  gone: boolean,
): Record<string, string> {
  const { tasks, fleet } = world;
  const workload = world.workloads[tasks.workload[task]!]!;
  const instance = tasks.instance[task]!;
  const time = (at: number) => (at < 0 ? '' : new Date(world.startMs + at).toISOString());
  const status = TASK_STATUS_NAMES[tasks.status[task]!]!;
  const stopCode = STOP_CODE_NAMES[tasks.stopCode[task]!]!;
  const isOver = stopCode !== '' || (gone && status === 'NONE');
  const startedAt = tasks.startedAt[task]!;
  const charge = charges.chargeNanoUsd(task);
  const billed = charges.billedSeconds(task);
  return {
    taskId: world.taskId(task),
    taskDefinition: world.definitions[workload.definition]!.label,
    group: world.group(task),
    cluster: world.clusters[workload.cluster]!,
    launchType: workload.launchType,
    capacityProvider: world.providers[tasks.provider[task]!]?.name ?? '',
    containerInstanceId: instance < 0 ? '' : world.instanceId(instance),
    instanceType: instance < 0 ? '' : (world.entries[fleet.entry[instance]!]!.ec2InstanceType ?? ''),
    availabilityZone: world.zones[tasks.zone[task]!] ?? '',
    cpu: String(tasks.cpu[task]),
    memory: String(tasks.memory[task]),
    requestedAt: time(tasks.requestedAt[task]!),
    createdAt: time(tasks.createdAt[task]!),
    pullStartedAt: time(tasks.pullStartedAt[task]!),
    startedAt: time(startedAt),
    stoppingAt: time(tasks.stoppingAt[task]!),
    stoppedAt: time(tasks.stoppedAt[task]!),
    lastStatus: status === 'NONE' ? '' : status,
    stopCode,
    stoppedReason: isOver ? (world.reasons[tasks.stopReason[task]!] ?? '') : '',
    waitSeconds: startedAt < 0 ? '' : ((startedAt - tasks.requestedAt[task]!) / 1000).toFixed(3),
    billedSeconds: billed < 0 ? '' : String(billed),
    cost: charge < 0 ? '' : formatNanoUsd(BigInt(charge)),
  };
}
