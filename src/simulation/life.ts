import { toGrid } from '../environment/distributions/sampler.ts';
import { InstanceStatus } from '../model/instance-status.ts';
import { StopCode, TaskStatus } from '../model/task-status.ts';
import { delayUntil, Holding, NONE, type TaskIndex } from '../model/task-table.ts';
import { exp, normalQuantile } from '../units/elementary.ts';
import { NO_ADDRESS, releaseAddress } from './addresses.ts';
import { waitsForAgent } from './api/disconnect-agents.ts';
import { changeTaskStatus } from './change-status.ts';
import { restartMain, startContainers } from './containers/containers-changed.ts';
import { startGivenUpMs } from './containers/start-timeout.ts';
import { hasRunningContainers, stopContainers } from './containers/stop-containers.ts';
import { exitCodeOf, forgetMishap, setRetirement } from './failures/mishap.ts';
import { failingPullMs } from './failures/pull-failure.ts';
import { fargateCounts } from './fargate-counts.ts';
import { groupTaskGone } from './groups/group-pass.ts';
import { closeHostTask, openHostTask } from './hosts/host-tasks.ts';
import { beginWork, isWorkDone } from './hosts/work.ts';
import { closeIdealInstance } from './ideal-fleet.ts';
import {
  isEmptyAndOpen,
  joinHostQueue,
  leaveHostQueue,
  releaseControl,
  releaseHost,
  takeHost,
  unlink,
} from './ledger.ts';
import { noteTasks } from './load/loads-pass.ts';
import { giveBackFargateCpu } from './rates/fargate-launches.ts';
import { drainedTaskGone } from './services/cluster-changed.ts';
import { serviceTaskGone, serviceTaskStarted, serviceTaskStopping } from './services/service-tasks.ts';
import type { Simulation } from './simulation.ts';
import { drainTargets, forgetTargets } from './targets/deregister-targets.ts';
import { activateTargets } from './targets/register-targets.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { leaveQueue, noteRoom } from './waiting.ts';
import { fargatePullFactor, type Workload } from './workload.ts';

const {
  PENDING,
  ACTIVATING,
  RUNNING,
  DEACTIVATING,
  STOPPING,
  DEPROVISIONING,
  STOPPED,
  PROVISIONING,
  NONE: NOT_ACCEPTED,
} = TaskStatus;

/** CONNECTIVITY: the network interface is attached; PROVISIONING ends (ecs spec section 1, status transitions). */
export function taskConnected(simulation: Simulation, task: TaskIndex): void {
  if (simulation.tasks.subnet[task] === NO_ADDRESS) {
    const { withoutAddress, now } = simulation;
    if (withoutAddress.tasks++ === 0) withoutAddress.firstAt = now;
    failToStart(simulation, task, simulation.reason(noAddressReason(simulation, task)));
    return;
  }
  if (workloadOf(simulation, task).awsvpc) simulation.tasks.connectivityAt[task] = simulation.now;
  changeTaskStatus(simulation, task, PENDING);
  simulation.setTaskTimer(
    delayUntil(simulation.tasks.pullStartedAt[task]!),
    Phase.START,
    TimerKind.AGENT_READY,
    task,
  );
}

/** The task never got its network interface: it stops, and nothing is left to give back (ecs: ). */
function failToStart(simulation: Simulation, task: TaskIndex, reason: number): void {
  beginStop(simulation, task, StopCode.TaskFailedToStart, reason);
  taskStopped(simulation, task);
}

/** EC2's answer to CreateNetworkInterface in a subnet that has run out. */
export function noAddressReason(simulation: Simulation, task: TaskIndex): string {
  const { subnets } = simulation.scenario;
  const zone = simulation.zones[simulation.tasks.zone[task]!]!;
  const own = workloadOf(simulation, task).spec.subnets?.map((subnet) => subnets[subnet]!);
  const subnet = own?.find(({ availabilityZone }) => availabilityZone === zone);
  return `Unexpected EC2 error while attempting to Create Network Interface in subnet '${subnet?.subnetId}': InsufficientFreeAddressesInSubnet`;
}

/** AGENT_READY: the agent has the task; it pulls at once unless the host is still full (ecs: b). */
export function agentReady(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet } = simulation;
  const instance = tasks.instance[task]!;
  if (waitsForAgent(simulation, task, TimerKind.AGENT_READY)) return;
  if (instance !== NONE && (fleet.queueHead[instance] !== NONE || !takeHost(simulation, task)))
    joinHostQueue(simulation, task);
  else startPull(simulation, task);
}

/** The images are pulled, or the pull fails and is given up after a time. */
function startPull(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now } = simulation;
  const giveUpMs = simulation.mishaps.size === 0 ? NONE : failingPullMs(simulation, task);
  const fails = giveUpMs !== NONE;
  const ready = fails ? now + giveUpMs : pulledBy(simulation, task);
  tasks.pullStartedAt[task] = now;
  tasks.pullStoppedAt[task] = ready;
  simulation.countEvent();
  simulation.digest.add(now, 32, tasks.ordinal[task]!, ready);
  const listeners = simulation.listeners.pullStarted;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.pullStarted(now, task);
  const delayMs = ready - now + delayUntil(tasks.startedAt[task]!);
  const startGivenUp = startGivenUpMs(simulation, task);
  if (fails) simulation.setTaskTimer(giveUpMs, Phase.START, TimerKind.PULL_FAILED, task);
  else if (startGivenUp !== NONE)
    simulation.setTaskTimer(ready - now + startGivenUp, Phase.START, TimerKind.START_TIMED_OUT, task);
  else if (workloadOf(simulation, task).containerPlan !== null) startContainers(simulation, task, delayMs);
  else simulation.setTaskTimer(delayMs, Phase.START, TimerKind.TASK_STARTED, task);
}

/** The images come one after the other; on an instance from its cache if it has them (ecs: ). */
function pulledBy(simulation: Simulation, task: TaskIndex): number {
  const { tasks, now } = simulation;
  const workload = workloadOf(simulation, task);
  const instance = tasks.instance[task]!;
  const factor = -tasks.pullStoppedAt[task]!;
  let ready = now;
  const { resolutionMs } = simulation.scenario.simulation;
  const { imagePulled } = simulation.listeners;
  const speed = instance === NONE ? fargatePullFactor(tasks.cpu[task]!) : 1;
  for (const { image, bytes, baseMs, transferMs, cachedMs } of workload.images) {
    const full = Math.round((baseMs + transferMs / speed) * factor);
    if (imagePulled.length > 0 && isToBePulled(simulation, image, instance))
      for (const observer of imagePulled) observer.imagePulled(now, task, image, bytes);
    if (instance === NONE) ready += full;
    else ready = Math.max(ready, pulledAt(simulation, instance, image, ready, full, cachedMs));
  }
  return toGrid(ready - now, resolutionMs) + now;
}

/** A pull that is under way on the instance is shared; one that has ended leaves the image in the cache. */
function pulledAt(
  simulation: Simulation,
  instance: number,
  image: number,
  from: number,
  full: number,
  cached: number,
): number {
  const readyAt = imageColumn(simulation, image, instance);
  const known = readyAt[instance]!;
  if (known <= from) return from + Math.min(cached, full);
  const ready = Math.min(known, from + full);
  readyAt[instance] = ready;
  return ready;
}

/** Fargate has no cache; what an instance has, or is being sent, is not sent again. */
function isToBePulled(simulation: Simulation, image: number, instance: number): boolean {
  return instance === NONE || imageColumn(simulation, image, instance)[instance] === Number.POSITIVE_INFINITY;
}

function imageColumn(simulation: Simulation, image: number, instance: number): Float64Array {
  const column = simulation.imageReadyAt[image]!;
  if (instance < column.length) return column;
  const larger = new Float64Array(Math.max(64, instance * 2)).fill(Number.POSITIVE_INFINITY);
  larger.set(column);
  simulation.imageReadyAt[image] = larger;
  return larger;
}

/** TASK_STARTED: the containers run. Fargate shows ACTIVATING before it (ecs: ). */
export function taskStarted(simulation: Simulation, task: TaskIndex): void {
  if (simulation.targets.size > 0 && activateTargets(simulation, task)) return;
  if (simulation.tasks.instance[task] === NONE) changeTaskStatus(simulation, task, ACTIVATING);
  taskRunning(simulation, task);
}

/** Nothing is left to be done before RUNNING. */
export function taskRunning(simulation: Simulation, task: TaskIndex): void {
  const { tasks } = simulation;
  tasks.startedAt[task] = simulation.now;
  changeTaskStatus(simulation, task, RUNNING);
  openHostTask(simulation, task);
  setExit(simulation, task);
  if (simulation.mishaps.size > 0) setRetirement(simulation, task);
  if (tasks.deployment[task] !== NONE) serviceTaskStarted(simulation, task);
}

/** Its first essential container begins, which ends when its time is over or its work is done, or at once for its memory use. */
export function setExit(simulation: Simulation, task: TaskIndex): void {
  const durationMs = simulation.tasks.durationMs[task]!;
  const { isWork, isOverMemory } = workloadOf(simulation, task);
  const { resolutionMs } = simulation.scenario.simulation;
  if (isOverMemory) simulation.setTaskTimer(resolutionMs, Phase.END, TimerKind.CONTAINER_KILLED, task);
  if (isWork) beginWork(simulation, task, durationMs);
  else if (durationMs !== Number.POSITIVE_INFINITY)
    simulation.setTaskTimer(durationMs, Phase.END, TimerKind.TASK_EXITED, task);
}

/** TASK_EXITED: the first essential container has ended by itself. */
export function taskExited(simulation: Simulation, task: TaskIndex): void {
  if (!isWorkDone(simulation, task)) return;
  if (waitsForAgent(simulation, task, TimerKind.TASK_EXITED)) return;
  mainExited(simulation, task, exitCodeOf(simulation, task));
}

/** The first essential container has ended: it starts again, or the others get SIGTERM (ecs: ). */
export function mainExited(simulation: Simulation, task: TaskIndex, exitCode: number): void {
  const { tasks } = simulation;
  if (simulation.containers.size > 0 && restartMain(simulation, task, exitCode)) return;
  tasks.exitCode[task] = exitCode;
  tasks.cancelTimers(task);
  const others = workloadOf(simulation, task).othersStopTimeoutMs;
  beginStop(simulation, task, StopCode.EssentialContainerExited, ESSENTIAL_EXITED);
  const chainMs = simulation.containers.size > 0 ? stopContainers(simulation, task) : NONE;
  changeTaskStatus(simulation, task, STOPPING);
  const takesMs = chainMs !== NONE ? chainMs : Math.min(tasks.sigtermMs[task]!, others);
  after(simulation, takesMs, TimerKind.CONTAINERS_STOPPED, task);
}

/** A container whose end is the task's has ended by itself, beside the first one; the others get SIGTERM (ecs: ). */
export function essentialExited(simulation: Simulation, task: TaskIndex): void {
  stopAccepted(simulation, task, StopCode.EssentialContainerExited, ESSENTIAL_EXITED);
}

/** SIGTERM, then SIGKILL at stopTimeout (ecs:R-1.15, R-7.41): the containers' exit code is 143 or 137. */
export function terminateContainers(simulation: Simulation, task: TaskIndex): void {
  const { tasks } = simulation;
  if (waitsForAgent(simulation, task, TimerKind.STOP_HANDED_OVER)) return;
  const chainMs = simulation.containers.size > 0 ? stopContainers(simulation, task) : NONE;
  if (chainMs !== NONE) {
    changeTaskStatus(simulation, task, STOPPING);
    after(simulation, chainMs, TimerKind.CONTAINERS_STOPPED, task);
    return;
  }
  const timeout = workloadOf(simulation, task).stopTimeoutMs;
  const obeyed = tasks.sigtermMs[task]! < timeout;
  tasks.exitCode[task] = obeyed ? 143 : 137;
  changeTaskStatus(simulation, task, STOPPING);
  after(simulation, obeyed ? tasks.sigtermMs[task]! : timeout, TimerKind.CONTAINERS_STOPPED, task);
}

/** CONTAINERS_STOPPED: the network interface goes back, or the instance returns what the task held. */
export function containersStopped(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now } = simulation;
  containersGone(simulation, task);
  const listeners = simulation.listeners.containersStopped;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.containersStopped(now, task);
  if (workloadOf(simulation, task).attaches) changeTaskStatus(simulation, task, DEPROVISIONING);
  after(simulation, delayUntil(tasks.stoppedAt[task]!), TimerKind.TASK_STOPPED, task);
}

/** Its containers use nothing any more, and what was in flight in them is cut off. */
function containersGone(simulation: Simulation, task: TaskIndex): void {
  if (simulation.hostTasks.size > 0) closeHostTask(simulation, task);
  if (simulation.works.size > 0) simulation.works.delete(task);
  const { service } = workloadOf(simulation, task);
  if (service !== NONE) noteTasks(simulation, service);
}

/** TASK_STOPPED: everything is returned; the host takes in who queued for the room. */
export function taskStopped(simulation: Simulation, task: TaskIndex): void {
  const { tasks, fleet, now } = simulation;
  containersGone(simulation, task);
  tasks.stoppedAt[task] = now;
  simulation.digest.add(now, 35, tasks.exitCode[task]!, tasks.stopCode[task]!);
  changeTaskStatus(simulation, task, STOPPED);
  releaseAddress(simulation, task);
  const instance = tasks.instance[task]!;
  const workload = workloadOf(simulation, task);
  if (instance === NONE && workload.fargate) {
    const { fargateZones } = simulation.clusterStates[workload.cluster]!;
    fargateCounts(simulation, workload, tasks.provider[task]!)[fargateZones.indexOf(tasks.zone[task]!)]!--;
    giveBackFargateCpu(simulation, task);
  } else if (instance !== NONE) {
    leaveHostQueue(simulation, task);
    releaseHost(simulation, task);
    unlink(simulation, task);
  }
  forget(simulation, task);
  if (instance === NONE) return;
  admitQueued(simulation, instance);
  if (simulation.groups.length > 0) groupTaskGone(simulation, instance);
  if (fleet.status[instance] === InstanceStatus.DRAINING)
    drainedTaskGone(simulation, fleet.cluster[instance]!);
  if (simulation.entries[fleet.entry[instance]!]!.ideal && isEmptyAndOpen(simulation, instance)) {
    closeIdealInstance(simulation, instance);
    noteRoom(simulation, instance);
  }
}

/** The host takes in who queues on it, in turn, as long as the first has room (ecs: b). */
function admitQueued(simulation: Simulation, instance: number): void {
  const { fleet } = simulation;
  while (fleet.queueHead[instance] !== NONE && takeHost(simulation, fleet.queueHead[instance]!)) {
    const next = fleet.queueHead[instance]!;
    leaveHostQueue(simulation, next);
    startPull(simulation, next);
  }
}

/** Stops a task that AWS has accepted, from whatever status it is in; its timers are void. */
export function stopAccepted(
  simulation: Simulation,
  task: TaskIndex,
  stopCode: StopCode,
  reason: number,
): void {
  const { tasks } = simulation;
  tasks.cancelTimers(task);
  const status = tasks.status[task]!;
  beginStop(simulation, task, stopCode, reason);
  switch (status) {
    case PROVISIONING:
      if (tasks.queue[task] !== NONE) {
        // It never had an instance, nor an interface.
        leaveQueue(simulation, task);
        taskStopped(simulation, task);
        return;
      }
      changeTaskStatus(simulation, task, DEPROVISIONING);
      after(simulation, delayUntil(tasks.stoppedAt[task]!), TimerKind.TASK_STOPPED, task);
      return;
    case PENDING: {
      if (hasRunningContainers(simulation, task)) {
        terminateContainers(simulation, task);
        return;
      }
      const instance = tasks.instance[task]!;
      const wasQueued = (tasks.holding[task]! & Holding.QUEUED) !== 0;
      if (wasQueued) leaveHostQueue(simulation, task);
      changeTaskStatus(simulation, task, STOPPING);
      containersStopped(simulation, task);
      if (wasQueued) admitQueued(simulation, instance);
      return;
    }
    case RUNNING:
      if (simulation.targets.size > 0 && drainTargets(simulation, task, stopCode)) return;
      terminateContainers(simulation, task);
      return;
    default:
      terminateContainers(simulation, task);
  }
}

/** The instance is gone, and with it the task, at once. */
export function loseTask(simulation: Simulation, task: TaskIndex, reason: number): void {
  const { tasks } = simulation;
  tasks.cancelTimers(task);
  if (simulation.loads.length > 0) simulation.lost.add(tasks.ordinal[task]!);
  if (tasks.isWanted(task)) beginStop(simulation, task, StopCode.TerminationNotice, reason);
  const status = tasks.status[task];
  if (status === RUNNING || status === DEACTIVATING) changeTaskStatus(simulation, task, STOPPING);
  taskStopped(simulation, task);
}

/** GIVE_UP: nobody calls RunTask for this task any more. */
export function taskGivenUp(simulation: Simulation, task: TaskIndex): void {
  const { tasks } = simulation;
  if (tasks.status[task] !== NOT_ACCEPTED) return;
  if (tasks.queue[task] !== NONE) leaveQueue(simulation, task);
  simulation.countEvent();
  simulation.digest.add(simulation.now, 33, tasks.ordinal[task]!, tasks.stopReason[task]!);
  forget(simulation, task);
}

/** The task's last moment: observers hear of it and its row is free. */
function forget(simulation: Simulation, task: TaskIndex): void {
  const { tasks, now } = simulation;
  const listeners = simulation.listeners.taskGone;
  for (let i = 0; i < listeners.length; i++) listeners[i]!.taskGone(now, task);
  if (tasks.deployment[task] !== NONE) serviceTaskGone(simulation, task);
  if (simulation.mishaps.size > 0) forgetMishap(simulation, task);
  if (simulation.containers.size > 0) simulation.containers.delete(task);
  if (simulation.targets.size > 0) forgetTargets(simulation, task);
  const group = tasks.group[task]!;
  if (group !== workloadOf(simulation, task).group) simulation.groupNames.release(group);
  tasks.remove(task);
}

function beginStop(simulation: Simulation, task: TaskIndex, stopCode: StopCode, reason: number): void {
  const { tasks } = simulation;
  tasks.stoppingAt[task] = simulation.now;
  tasks.stopCode[task] = stopCode;
  tasks.stopReason[task] = reason;
  if (tasks.deployment[task] !== NONE) serviceTaskStopping(simulation, task);
  releaseControl(simulation, task);
}

/** The next step of an ending: now, or by a timer. */
function after(simulation: Simulation, delayMs: number, kind: number, task: TaskIndex): void {
  if (delayMs > 0) simulation.setTaskTimer(delayMs, Phase.END, kind, task);
  else if (kind === TimerKind.CONTAINERS_STOPPED) containersStopped(simulation, task);
  else taskStopped(simulation, task);
}

function workloadOf(simulation: Simulation, task: TaskIndex): Workload {
  return simulation.workloadStates[simulation.tasks.workload[task]!]!;
}

/** How much longer or shorter than the median a pull takes, from one uniform number. */
export function pullFactor(sigma: number, u: number): number {
  return exp(sigma * normalQuantile(Math.max(u, 2 ** -33)));
}

/** The first of a run's reasons. */
export const ESSENTIAL_EXITED = 0;
export const FIRST_REASONS = ['Essential container in task exited'];
