import type { VolumeType } from '../catalog/ebs-volumes.ts';
import type { Fleet } from '../model/fleet.ts';
import type { TaskIndex, TaskTable } from '../model/task-table.ts';

/** The facts of a run that observers may read: tables of numbers, and the names behind the numbers. */
export interface World {
  /** Epoch milliseconds of the run's start; all other instants count from it. */
  readonly startMs: number;
  readonly tasks: TaskTable;
  readonly fleet: Fleet;
  readonly clusters: readonly string[];
  readonly zones: readonly string[];
  readonly entries: readonly InstanceEntry[];
  readonly definitions: readonly DefinitionFacts[];
  readonly workloads: readonly WorkloadFacts[];
  /** Capacity providers; `tasks.provider` and `InstanceEntry.provider` are indexes. */
  readonly providers: readonly ProviderFacts[];
  /** Services in the order of the scenario. */
  readonly services: readonly ServiceFacts[];
  /** Names of alarms: those of the scenario, and those that target tracking policies have made. */
  readonly alarmNames: readonly string[];
  /** Names of Auto Scaling groups, in the order of the scenario. */
  readonly autoScalingGroups: readonly string[];
  /** `resourceId` of each scalable target. */
  readonly scalableResources: readonly string[];
  /** Fixed host ports that some task asks for, as `tcp/80`: the bits of `fleet.portBits`. */
  readonly hostPorts: readonly string[];
  /** Images of containers, as task definitions spell them. */
  readonly images: readonly string[];
  /** Texts of `stoppedReason` and of placement failures. */
  readonly reasons: readonly string[];
  taskId(task: TaskIndex): string;
  group(task: TaskIndex): string;
  /** Of a task without a health check UNKNOWN (ecs: ). */
  healthStatus(task: TaskIndex): HealthStatus;
  /** A container of the task, by its position; null: it starts and ends with its task. */
  container(task: TaskIndex, position: number): ContainerNow | null;
  instanceId(instance: number): string;
  /** Which tasks the requests of a service come to now, the same list for as long as they do; empty where they find none. */
  requestSpread(service: number): readonly RequestPart[];
}

/** A part of a service's requests, 0 to 1, that comes to tasks of one workload in one zone. */
export interface RequestPart {
  readonly workload: number;
  readonly zone: number;
  readonly share: number;
}

/** `healthStatus` of tasks and containers. */
export type HealthStatus = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';

/** A container that has a life of its own. */
export interface ContainerNow {
  readonly hasStarted: boolean;
  /** Once it has ended for good, by itself or by a signal; those that end last wait for the end of all. */
  readonly exitCode: number | null;
}

/** One entry of a fixed or ideal fleet: instances of equal type, size and price. */
export interface InstanceEntry {
  readonly name: string;
  readonly ec2InstanceType: string | null;
  /** Under what its hours and its money are summed. */
  readonly countedAs: string;
  readonly cluster: number;
  readonly ideal: boolean;
  readonly hourlyPrice: string | null;
  /** Bought as Spot, with what an hour would cost On-Demand; `null`: On-Demand. */
  readonly spot: { readonly onDemandPrice: string } | null;
  readonly cpu: number;
  readonly memory: number;
  /** The group's capacity provider that its instances belong to, or -1. */
  readonly provider: number;
  /** vCPUs that a burstable instance earns in unlimited mode, all together (billing:E6); `null`: it is none. */
  readonly unlimitedBaselineVcpu: number | null;
  /** Whether its instances have public IPv4 addresses. */
  readonly publicIp: boolean;
  readonly agentVersion: string;
  /** TCP ports that no task can have. */
  readonly reservedPorts: readonly number[];
  /** EBS volumes of each, from its launch on. */
  readonly volumes: readonly VolumeFacts[];
  /** Custom attributes and those that ECS sets itself, without the zone's. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A volume that comes with an instance or a task. */
export interface VolumeFacts {
  readonly type: VolumeType;
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
  /** Whether it goes with its instance or task. */
  readonly deleteOnTermination: boolean;
}

export interface ProviderFacts {
  readonly name: string;
  readonly kind: 'FARGATE' | 'FARGATE_SPOT' | 'group';
}

export interface DefinitionFacts {
  /** `family:revision`. */
  readonly label: string;
  readonly arm: boolean;
  readonly windows: boolean;
  readonly ephemeralStorageGib: number;
  /** Fargate attaches a network interface whatever this says. */
  readonly networkMode: 'none' | 'bridge' | 'host' | 'awsvpc';
  readonly containers: readonly ContainerFacts[];
  /** Fixed host ports of a task, as `tcp/80`. */
  readonly hostPorts: readonly string[];
}

export interface ContainerFacts {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly stopTimeoutMs: number;
}

export interface WorkloadFacts {
  readonly name: string;
  readonly cluster: number;
  /** Index among the task definitions. */
  readonly definition: number;
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  /** `cluster/name` of the service whose tasks these are; empty for standalone tasks. */
  readonly service: string;
  /** Whether that is a daemon, of which each instance has a task (ecs: ). */
  readonly isDaemon: boolean;
  /** Whether its tasks have public IPv4 addresses of their own (`assignPublicIp`). */
  readonly publicIp: boolean;
  /** The volume that ECS makes for each of its tasks. */
  readonly managedVolume: VolumeFacts | null;
  /** Parts of its reservation that a RUNNING task uses; `null`: the run tells (`useChanged`). */
  readonly usage: { readonly cpu: number; readonly memory: number } | null;
  /** What one task reserves, CPU units and MiB; of a trace each row says it. */
  readonly need: { readonly cpu: number; readonly memory: number };
  readonly isSizedByRows: boolean;
}

/** What DescribeServices tells of a service beside its counts; instants are milliseconds from the run's start. */
export interface ServiceFacts {
  /** `cluster/name`. */
  readonly name: string;
  /** Whether requests or messages come to it. */
  readonly isOffered: boolean;
  /** The newest first. */
  readonly deployments: readonly DeploymentFacts[];
  /** The oldest first. */
  readonly events: readonly ServiceEventFacts[];
}

/** One deployment of a service, finished or not (ecs: ). */
export interface DeploymentFacts {
  readonly id: string;
  /** `family:revision`. */
  readonly taskDefinition: string;
  readonly status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  readonly rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly rolloutStateReason: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it was COMPLETED or FAILED, or another took its place; `null`: it goes on. */
  readonly finishedAt: number | null;
  /** When a rollback made it PRIMARY again; `null`: none did. */
  readonly rolledBackAt: number | null;
}

/** A sentence of ECS about a service. */
export interface ServiceEventFacts {
  readonly at: number;
  readonly message: string;
}
