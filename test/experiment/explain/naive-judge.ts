import type { Cause } from '../../../src/experiment/explain/cause.ts';
import { InstanceStatus } from '../../../src/model/instance-status.ts';
import { TaskStatus } from '../../../src/model/task-status.ts';
import { evaluateQuery } from '../../../src/policies/placement/cluster-query/evaluate-query.ts';
import {
  reservedPorts,
  taskPortLimit,
} from '../../../src/scenario/operations/register-container-instance.ts';
import type { ContainerInstanceSpec } from '../../../src/scenario/scenario.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';

/**
 * Whether an instance could take a task if these causes were lifted, each just so far as it says; from the scenario and the
 * live tasks alone, summed up anew. `onlyZone`: the zone that is asked for, or -1.
 */
export function couldTake(
  simulation: Simulation,
  task: number,
  row: number,
  lifted: readonly Cause[],
  onlyZone: number,
): boolean {
  const { scenario, tasks, fleet } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]!]!.spec;
  const definition = scenario.taskDefinitions[workload.taskDefinitionIndex]!;
  const spec = specOf(simulation, row);
  const zone = simulation.zones[fleet.zone[row]!]!;
  const there = tasks.liveTasks().filter((other) => tasks.instance[other] === row);
  const wanted = there.filter((other) => tasks.isWanted(other));
  const portsOf = (other: number) =>
    scenario.taskDefinitions[
      simulation.workloadStates[tasks.workload[other]!]!.spec.taskDefinitionIndex
    ]!.hostPorts.map(({ port, protocol }) => `${protocol}/${port}`);
  const has = (kind: Cause['kind']) => lifted.some((cause) => cause.kind === kind);
  const more = (need: string) =>
    lifted.reduce(
      (sum, cause) => sum + (cause.kind === 'short' && cause.need === need ? cause.needs - cause.left : 0),
      0,
    );
  const left = (resource: 'cpu' | 'memory' | 'gpu') =>
    spec.registered[resource] -
    wanted.reduce((sum, other) => sum + tasks[resource][other]!, 0) -
    keptForDaemons(simulation, row).reduce((sum, { need }) => sum + need[resource], 0);
  const taken = [
    ...wanted.flatMap(portsOf),
    ...reservedPorts(spec.osFamily).map((port) => `tcp/${port}`),
  ].filter((port) => !lifted.some((cause) => cause.kind === 'port' && cause.port === port));
  const portsLeft = taskPortLimit(spec.osFamily) - wanted.flatMap(portsOf).length;
  const isAwsvpc = (other: number) =>
    scenario.taskDefinitions[simulation.workloadStates[tasks.workload[other]!]!.spec.taskDefinitionIndex]!
      .networkMode === 'awsvpc';
  const interfacesLeft =
    spec.awsvpcTasks === null
      ? Number.POSITIVE_INFINITY
      : spec.awsvpcTasks -
        there.filter(isAwsvpc).length -
        keptForDaemons(simulation, row).filter((kept) => kept.networkMode === 'awsvpc').length;
  const attribute = (name: string, isRight: boolean) =>
    isRight || lifted.some((cause) => cause.kind === 'attribute' && cause.attribute === name);
  const provider = tasks.provider[task]!;
  const { hostPorts, networkMode, architecture, osFamily } = definition;
  const external = workload.launchType === 'EXTERNAL';
  const { subnets } = workload;
  return (
    (fleet.agentConnected[row] === 1 || has('agent')) &&
    (fleet.status[row] === InstanceStatus.ACTIVE || has('inactive')) &&
    left('cpu') + more('RESOURCE:CPU') >= tasks.cpu[task]! &&
    left('memory') + more('RESOURCE:MEMORY') >= tasks.memory[task]! &&
    left('gpu') + more('RESOURCE:GPU') >= tasks.gpu[task]! &&
    interfacesLeft + more('RESOURCE:ENI') >= Number(networkMode === 'awsvpc') &&
    portsLeft + more('RESOURCE:PORTS') >= hostPorts.length &&
    !portsOf(task).some((port) => taken.includes(port)) &&
    attribute('ecs.cpu-architecture', architecture === null || architecture === spec.architecture) &&
    attribute('ecs.os-family', osFamily === null || osFamily === spec.osFamily) &&
    attribute('ecs.capability.external', external === spec.external) &&
    (provider < 0 ||
      scenario.capacityProviders[provider]!.name === spec.capacityProvider ||
      has('capacityProvider')) &&
    (has('location') ||
      ((subnets === null || subnets.some((subnet) => scenario.subnets[subnet]!.availabilityZone === zone)) &&
        (onlyZone < 0 || simulation.zones[onlyZone] === zone))) &&
    constraintsHold(simulation, task, row, there, spec, lifted)
  );
}

function constraintsHold(
  simulation: Simulation,
  task: number,
  row: number,
  there: readonly number[],
  spec: ContainerInstanceSpec,
  lifted: readonly Cause[],
): boolean {
  const { scenario, tasks, fleet } = simulation;
  const workload = simulation.workloadStates[tasks.workload[task]!]!.spec;
  const definition = scenario.taskDefinitions[workload.taskDefinitionIndex]!;
  const constraints = [...workload.placementConstraints, ...definition.placementConstraints];
  for (const cause of lifted) {
    const dropped = constraints.findIndex(
      (constraint) =>
        constraint.type === cause.kind &&
        (constraint.type !== 'memberOf' ||
          (cause.kind === 'memberOf' && constraint.expression === cause.expression)),
    );
    if (dropped >= 0) constraints.splice(dropped, 1);
  }
  const subject = {
    attribute: (name: string) =>
      name !== 'ecs.availability-zone'
        ? spec.attributes[name]
        : spec.external
          ? undefined
          : simulation.zones[fleet.zone[row]!],
    agentConnected: fleet.agentConnected[row] === 1,
    agentVersion: spec.agentVersion,
    ec2InstanceId: simulation.instanceId(row),
    registeredAtMs: simulation.startMs + fleet.registeredAt[row]!,
    runningTasksCount: there.filter((other) => tasks.status[other] === TaskStatus.RUNNING).length,
    hasTaskGroup: (test: (group: string) => boolean) => there.some((other) => test(simulation.group(other))),
  };
  return constraints.every((constraint) =>
    constraint.type === 'memberOf'
      ? evaluateQuery(constraint.query, subject)
      : !there.some((other) => tasks.group[other] === tasks.group[task]),
  );
}

/** Definitions of the daemons that are still to come to an instance. */
function keptForDaemons({ scenario, serviceStates, workloadStates }: Simulation, row: number) {
  return serviceStates
    .filter(({ reserved }) => reserved.includes(row))
    .map(
      ({ reservedFor }) => scenario.taskDefinitions[workloadStates[reservedFor]!.spec.taskDefinitionIndex]!,
    );
}

function specOf({ scenario, entries, launchKinds, fleet }: Simulation, row: number): ContainerInstanceSpec {
  const entry = fleet.entry[row]!;
  const { cluster, ideal, name } = entries[entry]!;
  const { idealFleet, containerInstances } = scenario.clusters[cluster]!;
  if (ideal) return idealFleet!;
  // All that a group launches has one name.
  const launched = launchKinds[entry]?.option.instances;
  return launched ?? containerInstances.find((spec) => spec.name === name)!;
}
