import type { TokenRate } from '../../catalog/api-rates.ts';
import type { Stream } from '../../kernel/streams.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { BreakerState } from '../../policies/deployment/circuit-breaker.ts';
import type { BucketState } from '../../policies/rates/token-bucket.ts';
import type { DeploymentSpec, ServiceSpec } from '../../scenario/scenario.ts';
import type { Simulation } from '../simulation.ts';

/** A service as the scheduler keeps it. */
export interface Service {
  readonly index: number;
  readonly spec: ServiceSpec;
  readonly cluster: number;
  /** Workload of each task definition that it runs in turn, in the order of `spec.taskDefinitionIndexes`. */
  readonly workloads: readonly number[];
  desired: number;
  /** By what its tasks that start from now on run; an update replaces it (ecs: ). */
  strategy: ServiceSpec['capacityProviderStrategy'];
  configuration: DeploymentSpec;
  /** The newest first; those that are over stay until the hundredth after them. */
  deployments: Deployment[];
  /** When the scheduler looks at it next, or Infinity; only the pass with this number counts. */
  passAt: number;
  passNumber: number;
  /** When a DAEMON service looks at every instance next; before that a pass looks at its counts only. */
  looksAt: number;
  /** Starts in a row that never came to RUNNING, and from when on the next may be tried (ecs: ). */
  failedInARow: number;
  startsFrom: number;
  /** Since when no task could be placed, or -1 (ecs: ). */
  unplacedSince: number;
  unplacedTryAt: number;
  /** Before that no unhealthy task stops to make room for another one: one has done so in vain (ecs: ). */
  makesRoomFrom: number;
  /** When Availability Zone rebalancing does its next step, or Infinity: nothing to do is known (ecs: ). */
  rebalanceAt: number;
  isRebalancing: boolean;
  /** Tasks above the desired count that it has started, and of what capacity provider: -1 for all together. */
  rebalanceExtra: number;
  rebalanceProvider: number;
  /** Instances where room is kept for a DAEMON service's task, of which workload (ecs: ); replaced, never changed. */
  reserved: readonly number[];
  reservedFor: number;
  /** Tasks that it may launch (ecs: ). */
  readonly launchRate: TokenRate;
  launches: BucketState;
  /** Draws which of several equal tasks a scale-in stops. */
  readonly stops: Stream;
  /** Tasks that came to its target groups, and that left them, since its last pass. */
  registeredTargets: number;
  deregisteredTargets: number;
  readonly events: ServiceEvent[];
  /** When each message was said last. */
  said: Map<string, number>;
}

export interface ServiceEvent {
  readonly at: number;
  readonly message: string;
}

export interface Deployment {
  /** When a rollback made it PRIMARY again, or -1 (ecs: ). */
  rolledBackAt: number;
  /** Of all deployments of the run: the id is `ecs-svc/NUMBER`. */
  readonly number: number;
  readonly workload: number;
  /** Index into the scenario's task definitions. */
  readonly taskDefinition: number;
  status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  rolloutStateReason: string;
  readonly createdAt: number;
  updatedAt: number;
  /** When it completed or failed, or -1. */
  finishedAt: number;
  /** Its tasks whose desiredStatus is RUNNING, in the order of their start. */
  readonly tasks: Set<number>;
  /** Of those the RUNNING and the healthy ones. */
  running: number;
  healthy: number;
  /** Those that are to be replaced because their health checks have failed (ecs: ). */
  unhealthy: number;
  /** Tasks of it that are DEACTIVATING: their desiredStatus is STOPPED already. */
  deregistering: number;
  /** A task that nobody has room for, or -1: it is tried again. */
  unplaced: number;
  breaker: BreakerState;
}

/** Whether it is a DAEMON service's task. */
export function isOfDaemon({ tasks, workloadStates, serviceStates }: Simulation, task: TaskIndex): boolean {
  const { service } = workloadStates[tasks.workload[task]!]!;
  return service !== NONE && serviceStates[service]!.spec.schedulingStrategy === 'DAEMON';
}

/** The deployment that a service wants to have. */
export function primaryOf(service: Service): Deployment {
  return service.deployments[0]!;
}

/** Deployments before it that still have tasks. */
export function olderOf({ deployments }: Service): Deployment[] {
  return deployments.slice(1).filter(hasTasks);
}

export function hasTasks({ tasks, deregistering, unplaced }: Deployment): boolean {
  return tasks.size + deregistering > 0 || unplaced !== NONE;
}

export function deploymentId({ number }: Deployment): string {
  return `ecs-svc/${number}`;
}
