import { InstanceStatus } from '../../../src/model/instance-status.ts';
import { TaskStatus } from '../../../src/model/task-status.ts';
import { evaluateQuery } from '../../../src/policies/placement/cluster-query/evaluate-query.ts';
import {
  reservedPorts,
  taskPortLimit,
} from '../../../src/scenario/operations/register-container-instance.ts';
import type {
  ContainerInstanceSpec,
  Scenario,
  TaskDefinitionSpec,
  WorkloadSpec,
} from '../../../src/scenario/scenario.ts';
import type { Simulation } from '../../../src/simulation/simulation.ts';

/** A task on an instance, or one that is to be placed. */
export interface NaiveTask {
  readonly id: string;
  readonly workload: WorkloadSpec;
  readonly definition: TaskDefinitionSpec;
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
  readonly group: string;
  readonly provider: string | null;
  /** desiredStatus RUNNING. */
  readonly wanted: boolean;
  readonly running: boolean;
  readonly isDaemon: boolean;
}

interface NaiveInstance {
  readonly id: string;
  readonly zone: string;
  readonly spec: ContainerInstanceSpec;
  readonly registeredAtMs: number;
  readonly agentConnected: boolean;
  /** Daemons that are still to come. */
  readonly kept: readonly TaskDefinitionSpec[];
  readonly tasks: NaiveTask[];
}

/** The ACTIVE instances of a run's only cluster and the tasks on them; what is left is summed up anew at every question. */
export class NaiveCluster {
  readonly instances: NaiveInstance[] = [];
  private readonly scenario: Scenario;

  constructor(simulation: Simulation) {
    const { scenario, fleet, tasks, serviceStates } = simulation;
    this.scenario = scenario;
    const [cluster] = scenario.clusters as [Scenario['clusters'][number]];
    const specs = [
      ...cluster.containerInstances,
      ...(cluster.idealFleet === null ? [] : [cluster.idealFleet]),
    ];
    for (let instance = 0; instance < fleet.rows; instance++) {
      if (fleet.status[instance] !== InstanceStatus.ACTIVE) continue;
      const { name } = simulation.entries[fleet.entry[instance]!]!;
      this.instances.push({
        id: simulation.instanceId(instance),
        zone: simulation.zones[fleet.zone[instance]!]!,
        // All that a group launches has one name.
        spec:
          simulation.launchKinds[fleet.entry[instance]!]?.option.instances ??
          specs.find((spec) => spec.name === name)!,
        registeredAtMs: scenario.simulation.startMs + fleet.registeredAt[instance]!,
        agentConnected: fleet.agentConnected[instance] === 1,
        kept: serviceStates
          .filter(({ reserved }) => reserved.includes(instance))
          .map(({ reservedFor }) => definitionOf(simulation, reservedFor)),
        tasks: tasks
          .liveTasks()
          .filter((task) => tasks.instance[task] === instance)
          .map((task) => taskOf(simulation, task)),
      });
    }
  }

  /** Loses instances; gives the tasks that were to run on. */
  lose(test: (instance: NaiveInstance) => boolean): NaiveTask[] {
    const lost = this.instances.filter(test);
    const left = this.instances.filter((instance) => !test(instance));
    this.instances.splice(0, this.instances.length, ...left);
    return lost.flatMap(({ tasks }) => tasks).filter(({ wanted, isDaemon }) => wanted && !isDaemon);
  }

  /** Those on which the task could be placed. */
  fitting(task: NaiveTask): NaiveInstance[] {
    return this.instances.filter((instance) => this.fits(instance, task));
  }

  find(id: string): NaiveInstance {
    return this.instances.find((instance) => instance.id === id)!;
  }

  private fits(instance: NaiveInstance, task: NaiveTask): boolean {
    const { id, zone, spec, tasks, registeredAtMs, agentConnected, kept } = instance;
    const { definition, workload } = task;
    const wanted = tasks.filter((other) => other.wanted);
    const left = (resource: 'cpu' | 'memory' | 'gpu') =>
      spec.registered[resource] -
      wanted.reduce((sum, other) => sum + other[resource], 0) -
      kept.reduce((sum, { need }) => sum + need[resource], 0);
    const taken = [
      ...wanted.flatMap((other) => other.definition.hostPorts),
      ...reservedPorts(spec.osFamily).map((port) => ({ port, protocol: 'tcp' })),
    ].map(({ port, protocol }) => `${protocol}/${port}`);
    const ports = definition.hostPorts.map(({ port, protocol }) => `${protocol}/${port}`);
    const portCount = wanted.reduce((sum, other) => sum + other.definition.hostPorts.length, 0);
    const interfaces = [...tasks.map((other) => other.definition), ...kept].filter(
      ({ networkMode }) => networkMode === 'awsvpc',
    ).length;
    const { subnets } = this.scenario;
    const subject = {
      attribute: (name: string) => (name === 'ecs.availability-zone' ? zone : spec.attributes[name]),
      agentConnected,
      agentVersion: spec.agentVersion,
      ec2InstanceId: id,
      registeredAtMs,
      runningTasksCount: tasks.filter(({ running }) => running).length,
      hasTaskGroup: (test: (group: string) => boolean) => tasks.some(({ group }) => test(group)),
    };
    return (
      agentConnected &&
      left('cpu') >= task.cpu &&
      left('memory') >= task.memory &&
      left('gpu') >= task.gpu &&
      !ports.some((port) => taken.includes(port)) &&
      portCount + ports.length <= taskPortLimit(spec.osFamily) &&
      (definition.networkMode !== 'awsvpc' || spec.awsvpcTasks === null || interfaces < spec.awsvpcTasks) &&
      (definition.architecture === null || definition.architecture === spec.architecture) &&
      (definition.osFamily === null || definition.osFamily === spec.osFamily) &&
      (workload.launchType === 'EXTERNAL') === spec.external &&
      (task.provider === null || task.provider === spec.capacityProvider) &&
      (workload.subnets === null || workload.subnets.some((i) => subnets[i]!.availabilityZone === zone)) &&
      [...workload.placementConstraints, ...definition.placementConstraints].every((constraint) =>
        constraint.type === 'memberOf'
          ? evaluateQuery(constraint.query, subject)
          : !tasks.some(({ group }) => group === task.group),
      )
    );
  }
}

function taskOf(simulation: Simulation, task: number): NaiveTask {
  const { tasks, scenario, workloadStates } = simulation;
  const workload = workloadStates[tasks.workload[task]!]!.spec;
  const { source } = workload;
  const provider = tasks.provider[task]!;
  return {
    id: simulation.taskId(task),
    workload,
    definition: definitionOf(simulation, tasks.workload[task]!),
    cpu: tasks.cpu[task]!,
    memory: tasks.memory[task]!,
    gpu: tasks.gpu[task]!,
    group: simulation.group(task),
    provider: provider < 0 ? null : scenario.capacityProviders[provider]!.name,
    wanted: tasks.isWanted(task),
    running: tasks.status[task] === TaskStatus.RUNNING,
    isDaemon: source.kind === 'service' && scenario.services[source.service]!.schedulingStrategy === 'DAEMON',
  };
}

function definitionOf({ scenario, workloadStates }: Simulation, workload: number): TaskDefinitionSpec {
  return scenario.taskDefinitions[workloadStates[workload]!.spec.taskDefinitionIndex]!;
}
