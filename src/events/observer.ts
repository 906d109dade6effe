import type { LogHistogram } from '../kernel/log-histogram.ts';
import type { AlarmState } from '../model/alarm-state.ts';
import type { InstanceStatus } from '../model/instance-status.ts';
import type { TaskStatus } from '../model/task-status.ts';
import type { TaskIndex } from '../model/task-table.ts';
import type { RequestFlow } from './request-flow.ts';
import type { ManagedDecision, PolicyDecision, ScalingActivity } from './scaling-news.ts';
import type { DeploymentChange, ServiceAction } from './service-news.ts';
import type { World } from './world.ts';

/** vCPUs that the tasks of a workload use of an instance, all together or task by task. */
export interface InstanceUse {
  readonly workload: number;
  readonly usedVcpu: number;
}

/**
 * What an observer of a run may hear of. Each method gets numbers only and must leave the tables as they are. A method
 * that is not overridden is never called. `at` is milliseconds from the run's start.
 */
export abstract class Observer {
  /** Called once, before anything has happened; the names in `world` fill in as the run registers them. */
  begin(_world: World): void {}
  /**
   * First instant at which the observer wants to look at the state, after all else (phase 5) but what alarms call for in it; -1 for
   * never.
   */
  firstSampleMs(): number {
    return -1;
  }
  /** Whether its looks ask what has become of requests up to then; each such look parts the time in which that is worked out. */
  looksAtLoads(): boolean {
    return true;
  }
  /** The instant it asked for has passed; gives the next one, or -1. */
  sampled(_at: number): number {
    return -1;
  }
  /** RunTask was called for it the first time. */
  taskRequested(_at: number, _task: TaskIndex): void {}
  /** RunTask was refused the first time; `reason` is an index of the world's reasons. */
  placementFailed(_at: number, _task: TaskIndex, _reason: number): void {}
  /**
   * Its place is about to be chosen; the tables are as the decision sees them. Availability Zone rebalancing asks for a place
   * in `onlyZone`; -1: in any.
   */
  taskPlacing(_at: number, _task: TaskIndex, _onlyZone: number): void {}
  /** ECS has the task, whether it has an instance yet or waits for one in PROVISIONING (ecs: ). */
  taskAccepted(_at: number, _task: TaskIndex): void {}
  /** It has its place: it counts in the remaining resources of its instance, or in Fargate's. */
  taskPlaced(_at: number, _task: TaskIndex): void {}
  taskStatusChanged(_at: number, _task: TaskIndex, _from: TaskStatus, _to: TaskStatus): void {}
  pullStarted(_at: number, _task: TaskIndex): void {}
  /** It has so many bytes of an image, an index of the world's images, sent to it from now on; none of what a cache has. */
  imagePulled(_at: number, _task: TaskIndex, _image: number, _bytes: number): void {}
  /** Its healthStatus is another one from now on. */
  taskHealthChanged(_at: number, _task: TaskIndex): void {}
  /** Containers of it have started or ended for good, and neither its statuses nor its health have told so (ecs: ). */
  containersChanged(_at: number, _task: TaskIndex): void {}
  /** All of its containers have ended; it is STOPPING and what it held is yet to be returned. */
  containersStopped(_at: number, _task: TaskIndex): void {}
  /** desiredStatus has become STOPPED: it no longer counts in the remaining resources. */
  taskReleased(_at: number, _task: TaskIndex): void {}
  /** Its last moment: STOPPED, or given up (status NONE). The row is gone after this call. */
  taskGone(_at: number, _task: TaskIndex): void {}
  instanceStatusChanged(_at: number, _instance: number, _from: InstanceStatus, _to: InstanceStatus): void {}
  /** `agentConnected` of an instance has changed (ecs: ). */
  agentConnectionChanged(_at: number, _instance: number): void {}
  /** The desired count of a service, an index of the world's services, is this from now on; told at the start, too. */
  serviceChanged(_at: number, _service: number, _desired: number): void {}
  /**
   * So many requests have come to a service, and so many of the same kind were answered, since it was told last: from outside
   * (`caller` is -1), or by a call, the `call`th of those that requests of another service make. How they are spread over tasks
   * up to now is the world's `requestSpread` for as long as this call lasts.
   */
  requestsArrived(
    _at: number,
    _service: number,
    _caller: number,
    _call: number,
    _requests: number,
    _answered: number,
  ): void {}
  /**
   * What became of requests to a service, an index of the world's services, up to now; `flow` is good for this call only, and so is the
   * world's `requestSpread`.
   */
  requestsFlowed(_at: number, _service: number, _flow: RequestFlow): void {}
  /**
   * So many requests to a service had response times spread like `responses`, in ms; a lasting histogram never changes, another
   * one is good for this call only.
   */
  responsesSeen(_at: number, _service: number, _responses: LogHistogram, _requests: number): void {}
  /** From `at` on requests come to the service and there is no task for them, or there is one again. */
  availabilityChanged(_at: number, _service: number, _isAvailable: boolean): void {}
  /**
   * Messages that wait in the queue of a service at the end of some time, how long the oldest had waited at most, ms, and how many
   * have come back so far because their workers were cut off.
   */
  queueSeen(_at: number, _service: number, _messages: number, _oldestMs: number, _returned: number): void {}
  /**
   * The use of RUNNING tasks that are not told by `WorkloadFacts.usage` changes by so much: CPU units and MiB. `provider` and
   * `service` are indexes or -1.
   */
  useChanged(_at: number, _workload: number, _provider: number, _cpuBy: number, _memoryBy: number): void {}
  /** The tasks of an instance whose CPU is shared by demand use so many vCPUs together from now on. */
  instanceUseChanged(
    _at: number,
    _instance: number,
    _usedVcpu: number,
    _uses: readonly InstanceUse[],
  ): void {}
  /** Over time that ends at `at` tasks of a workload, for `taskMs` in all, used so much each: CPU units and MiB. */
  tasksUsed(_at: number, _workload: number, _taskMs: number, _cpu: number, _memory: number): void {}
  /** A service, `cluster/name`, did something or met with it (ecs: ). */
  serviceActed(_at: number, _service: string, _action: ServiceAction): void {}
  /** A deployment of a service, `cluster/name`, began, completed or failed (ecs: ). */
  deploymentChanged(_at: number, _service: string, _change: DeploymentChange): void {}
  /** An alarm, an index of the world's alarms, is in another state from now on. */
  alarmChanged(_at: number, _alarm: number, _from: AlarmState, _to: AlarmState): void {}
  /** A scaling activity begins; the service of the scalable target, an index of the world's, has its new desired count. */
  scalingActed(_at: number, _activity: ScalingActivity): void {}
  /** The service has as many RUNNING tasks as the activity of the scalable target with this number wanted. */
  scalingFulfilled(_at: number, _target: number, _activity: number): void {}
  /** A policy was called and left the desired count as it is. */
  scalingHeld(_at: number, _target: number, _decision: PolicyDecision): void {}
  /** A predictive scaling policy has made a forecast: the capacity of each hour from `fromMs` on, in tasks. */
  capacityForecast(
    _at: number,
    _target: number,
    _policyName: string,
    _fromMs: number,
    _capacities: readonly number[],
  ): void {}
  /** An Auto Scaling group, an index of the world's, wants another number of instances. */
  groupScaled(_at: number, _group: number, _from: number, _to: number, _cause: string): void {}
  /** M and N of a capacity provider with managed scaling at the end of a minute, and until it is told anew (ecs: ). */
  providerMeasured(_at: number, _provider: number, _needed: number, _instances: number): void {}
  /** Managed scaling of a group, an index of the world's, has just given it another desired capacity. */
  managedScaled(_at: number, _group: number, _decision: ManagedDecision): void {}
  /** Managed scaling of a group, an index of the world's, was called and left its desired capacity as it is. */
  managedHeld(_at: number, _group: number, _decision: ManagedDecision): void {}
  /** A task was in PROVISIONING for as long as ECS waits for capacity, and fails to start (ecs: ). */
  provisioningTimedOut(_at: number, _task: TaskIndex): void {}
  runEnded(_at: number): void {}
}

type Method = Exclude<keyof Observer, 'begin' | 'firstSampleMs' | 'looksAtLoads' | 'sampled'>;

/** For each kind of news those observers that want it: nobody else costs anything. */
export type Listeners = Readonly<Record<Method, readonly Observer[]>>;

export function listenersOf(observers: readonly Observer[]): Listeners {
  const wanting = (method: Method) =>
    observers.filter((observer) => observer[method] !== Observer.prototype[method]);
  return {
    taskRequested: wanting('taskRequested'),
    placementFailed: wanting('placementFailed'),
    taskPlacing: wanting('taskPlacing'),
    taskPlaced: wanting('taskPlaced'),
    taskStatusChanged: wanting('taskStatusChanged'),
    pullStarted: wanting('pullStarted'),
    imagePulled: wanting('imagePulled'),
    taskHealthChanged: wanting('taskHealthChanged'),
    containersChanged: wanting('containersChanged'),
    containersStopped: wanting('containersStopped'),
    taskReleased: wanting('taskReleased'),
    taskGone: wanting('taskGone'),
    instanceStatusChanged: wanting('instanceStatusChanged'),
    agentConnectionChanged: wanting('agentConnectionChanged'),
    serviceChanged: wanting('serviceChanged'),
    requestsArrived: wanting('requestsArrived'),
    requestsFlowed: wanting('requestsFlowed'),
    responsesSeen: wanting('responsesSeen'),
    availabilityChanged: wanting('availabilityChanged'),
    queueSeen: wanting('queueSeen'),
    useChanged: wanting('useChanged'),
    instanceUseChanged: wanting('instanceUseChanged'),
    tasksUsed: wanting('tasksUsed'),
    serviceActed: wanting('serviceActed'),
    deploymentChanged: wanting('deploymentChanged'),
    alarmChanged: wanting('alarmChanged'),
    scalingActed: wanting('scalingActed'),
    scalingFulfilled: wanting('scalingFulfilled'),
    scalingHeld: wanting('scalingHeld'),
    capacityForecast: wanting('capacityForecast'),
    taskAccepted: wanting('taskAccepted'),
    groupScaled: wanting('groupScaled'),
    providerMeasured: wanting('providerMeasured'),
    managedScaled: wanting('managedScaled'),
    managedHeld: wanting('managedHeld'),
    provisioningTimedOut: wanting('provisioningTimedOut'),
    runEnded: wanting('runEnded'),
  };
}
