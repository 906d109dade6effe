import type { World } from '../../events/world.ts';
import { STOP_CODE_NAMES, StopCode, TASK_STATUS_NAMES, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { type ByteBuffer, bytesOf } from './byte-buffer.ts';
import { writeMiddle, writeText } from './event-envelope.ts';
import { escaped } from './json-field.ts';
import { type ContainerPieces, type TaskPieces, taskPieces } from './task-pieces.ts';

/**
 * Writes Task State Changes (ecs:R-7.12). A member is absent until it is known; what is not modelled never is: image
 * digests, runtime ids, addresses, the containers' own sizes.
 */
export class TaskEvents {
  private readonly buffer: ByteBuffer;
  private readonly world: World;
  private readonly region: string;
  /** By workload, then by capacity provider + 1. */
  private readonly byLaunch: TaskPieces[][] = [];
  /** By reason, then by stop code. */
  private readonly endings: Uint8Array[][] = [];
  /** Events so far by task. */
  private versions = new Uint16Array(4096);
  /** When the containers of a task ended, until it is STOPPED. */
  private readonly ended = new Map<TaskIndex, number>();
  /** Where the task's id stands in the buffer. */
  private idFrom = 0;
  private idTo = 0;
  /** By what is there of statuses and instants. */
  private readonly shapes: Shape[] = [];
  /** The instants that are there, and how many. */
  private readonly moments = new Float64Array(9);
  private momentCount = 0;

  constructor(buffer: ByteBuffer, world: World, region: string) {
    this.buffer = buffer;
    this.world = world;
    this.region = region;
  }

  /** ECS has accepted the task: its events begin. */
  accepted(task: TaskIndex): void {
    if (task >= this.versions.length) {
      const larger = new Uint16Array(Math.max(this.versions.length * 2, task + 1));
      larger.set(this.versions);
      this.versions = larger;
    }
    this.versions[task] = 0;
  }

  /** Notes the end of the containers; whether it changes the status of one without changing the task's (ecs: ). */
  containersEnded(at: number, task: TaskIndex): boolean {
    const { awsvpc, containers } = this.piecesOf(task);
    let hadOneStarted = false;
    let isOneRunning = false;
    for (let i = 0; i < containers.length; i++) {
      if (!this.hasStarted(task, i)) continue;
      hadOneStarted = true;
      if (!this.hasExited(task, i, containers[i]!)) isOneRunning = true;
    }
    if (hadOneStarted) this.ended.set(task, at);
    return isOneRunning && !awsvpc;
  }

  /** Whether its network interface is its own. */
  hasInterface(task: TaskIndex): boolean {
    return this.piecesOf(task).awsvpc;
  }

  private hasStarted(task: TaskIndex, position: number): boolean {
    const own = this.world.container(task, position);
    if (own !== null) return own.hasStarted;
    const { tasks } = this.world;
    return tasks.startedAt[task]! >= 0 || tasks.status[task] === TaskStatus.ACTIVATING;
  }

  /** Whether it has ended by itself. */
  private hasExited(task: TaskIndex, position: number, { endsTask }: ContainerPieces): boolean {
    const own = this.world.container(task, position);
    if (own !== null) return own.exitCode !== null;
    return endsTask && this.world.tasks.stopCode[task] === StopCode.EssentialContainerExited;
  }

  forget(task: TaskIndex): void {
    this.ended.delete(task);
  }

  /** The run's event number `count`. */
  write(count: number, at: number, task: TaskIndex): void {
    const { buffer, world } = this;
    const pieces = this.piecesOf(task);
    buffer.copy(pieces.head);
    this.idFrom = buffer.length;
    writeText(buffer, world.taskId(task));
    this.idTo = buffer.length;
    writeMiddle(buffer, pieces.middle[world.healthStatus(task)], count, world.startMs + at);
    buffer.repeat(this.idFrom, this.idTo);
    buffer.copy(BEFORE_GROUP);
    writeText(buffer, world.group(task));
    this.startedBy(task);
    this.placeAndSize(task, pieces);
    this.instants(at, task, pieces.awsvpc);
    this.ending(task);
    if (pieces.awsvpc) this.attachment(task);
    buffer.copy(pieces.awsvpc ? CONTAINERS_AFTER_ATTACHMENT : CONTAINERS);
    for (let i = 0; i < pieces.containers.length; i++) this.container(task, i, pieces.containers[i]!);
    buffer.copy(LAST);
  }

  /** A service's task by the deployment that started it. */
  private startedBy(task: TaskIndex): void {
    const deployment = this.world.tasks.deployment[task]!;
    if (deployment === NONE) return;
    this.buffer.copy(BEFORE_DEPLOYMENT);
    this.buffer.reserve(LONGEST_NUMBER);
    this.buffer.whole(deployment);
  }

  /** From behind the group to the CPU units, memory and version. */
  private placeAndSize(task: TaskIndex, pieces: TaskPieces): void {
    const { buffer, world } = this;
    const { tasks } = world;
    buffer.copy(pieces.place(tasks.zone[task]!));
    const instance = tasks.instance[task]!;
    if (instance !== NONE) {
      writeText(buffer, world.instanceId(instance));
      buffer.copy(BEFORE_CPU);
    }
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(tasks.cpu[task]!);
    buffer.copy(BEFORE_MEMORY);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(tasks.memory[task]!);
    buffer.copy(BEFORE_VERSION);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(++this.versions[task]!);
  }

  /** From the statuses to `updatedAt`; the quote behind that is still to come. */
  private instants(at: number, task: TaskIndex, awsvpc: boolean): void {
    const { tasks } = this.world;
    const status = tasks.status[task]!;
    let mask = tasks.isWanted(task) ? WANTED : 0;
    this.moments[0] = tasks.createdAt[task]!;
    this.moments[1] = at;
    this.momentCount = 2;
    if (awsvpc) mask |= this.moment(tasks.connectivityAt[task]!, Moment.connectivityAt);
    mask |= this.moment(tasks.pullStartedAt[task]!, Moment.pullStartedAt);
    // The pull's end is set when it begins: it is known once it has come.
    if (tasks.pullStoppedAt[task]! <= at)
      mask |= this.moment(tasks.pullStoppedAt[task]!, Moment.pullStoppedAt);
    // ECS sets startedAt with RUNNING, which comes after ACTIVATING (ecs spec section 1, status transitions).
    if (status >= TaskStatus.RUNNING) mask |= this.moment(tasks.startedAt[task]!, Moment.startedAt);
    mask |= this.moment(tasks.stoppingAt[task]!, Moment.stoppingAt);
    if (status >= TaskStatus.STOPPING)
      mask |= this.moment(this.executionStoppedAt(task), Moment.executionStoppedAt);
    mask |= this.moment(tasks.stoppedAt[task]!, Moment.stoppedAt);
    this.writeMoments((this.shapes[mask * TASK_STATUS_NAMES.length + status] ??= shapeOf(status, mask)));
  }

  /** Notes an instant that has come; gives its bit, or none. */
  private moment(at: number, bit: number): number {
    if (at < 0) return 0;
    this.moments[this.momentCount++] = at;
    return bit;
  }

  private writeMoments({ bytes, offsets }: Shape): void {
    const { buffer, moments } = this;
    const { startMs } = this.world;
    const from = buffer.length;
    buffer.copy(bytes);
    for (let i = 0; i < offsets.length; i++) buffer.instantAt(from + offsets[i]!, startMs + moments[i]!);
  }

  /** A task that is lost with its instance ends all at once. */
  private executionStoppedAt(task: TaskIndex): number {
    const { tasks } = this.world;
    const ended = this.ended.get(task);
    if (ended !== undefined) return ended;
    return tasks.status[task] === TaskStatus.STOPPED && tasks.startedAt[task]! >= 0
      ? tasks.stoppedAt[task]!
      : NONE;
  }

  private ending(task: TaskIndex): void {
    const { tasks, reasons } = this.world;
    const stopCode = tasks.stopCode[task]!;
    if (stopCode === StopCode.NONE) return;
    const reason = tasks.stopReason[task]!;
    this.buffer.copy(((this.endings[reason] ??= [])[stopCode] ??= endingBytes(stopCode, reasons[reason]!)));
  }

  private attachment(task: TaskIndex): void {
    const { buffer } = this;
    const { tasks } = this.world;
    buffer.copy(BEFORE_ATTACHMENT);
    buffer.repeat(this.idFrom, this.idTo);
    if (tasks.connectivityAt[task]! < 0) {
      buffer.copy(NOT_CONNECTED);
      return;
    }
    buffer.copy(CONNECTED[tasks.status[task]!]!);
    buffer.repeat(this.idFrom, this.idTo);
    buffer.copy(AFTER_INTERFACE);
  }

  private container(task: TaskIndex, position: number, pieces: ContainerPieces): void {
    const { buffer } = this;
    buffer.copy(pieces.beforeArnId);
    buffer.repeat(this.idFrom, this.idTo);
    buffer.copy(pieces.beforeTaskId);
    buffer.repeat(this.idFrom, this.idTo);
    const { tasks } = this.world;
    const own = this.world.container(task, position);
    if (own !== null && own.exitCode !== null) {
      this.containerExited(own.exitCode);
      return;
    }
    const hasStarted = this.hasStarted(task, position);
    const status = tasks.status[task]!;
    const haveAllEnded =
      status === TaskStatus.STOPPED || (status >= TaskStatus.STOPPING && this.ended.has(task));
    if (!haveAllEnded && !this.hasExited(task, position, pieces))
      buffer.copy(hasStarted ? CONTAINER_RUNNING : CONTAINER_PENDING);
    else if (!hasStarted || !this.isExitCodeKnown(task, own !== null)) buffer.copy(CONTAINER_STOPPED);
    else {
      // SIGTERM obeyed, or SIGKILL at stopTimeout (ecs: ).
      const bySignal = tasks.sigtermMs[task]! < pieces.stopTimeoutMs ? 143 : 137;
      this.containerExited(pieces.endsTask ? tasks.exitCode[task]! : bySignal);
    }
  }

  /** Nobody knows that of a container that is lost with its instance. */
  private isExitCodeKnown(task: TaskIndex, isFollowed: boolean): boolean {
    return isFollowed ? this.ended.has(task) : this.world.tasks.exitCode[task]! >= 0;
  }

  private containerExited(exitCode: number): void {
    const { buffer } = this;
    buffer.copy(CONTAINER_EXITED);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(exitCode);
    buffer.byte(BRACE);
  }

  private piecesOf(task: TaskIndex): TaskPieces {
    const { tasks } = this.world;
    const workload = tasks.workload[task]!;
    const provider = tasks.provider[task]!;
    const byProvider = (this.byLaunch[workload] ??= []);
    return (byProvider[provider + 1] ??= taskPieces(this.world, workload, provider, this.region));
  }
}

const BRACE = 125;
const LONGEST_NUMBER = 24;

const BEFORE_DEPLOYMENT = bytesOf('","startedBy":"ecs-svc/');
const BEFORE_GROUP = bytesOf('","group":"');
const BEFORE_CPU = bytesOf('","cpu":"');
const BEFORE_MEMORY = bytesOf('","memory":"');
const BEFORE_VERSION = bytesOf('","version":');
const BEFORE_ATTACHMENT = bytesOf('","attachments":[{"type":"eni","id":"eni-attach-');
const NOT_CONNECTED = bytesOf('","status":"PRECREATED","details":[]}]');
const AFTER_INTERFACE = bytesOf('"}]}]');
const CONTAINERS = bytesOf('","containers":[');
const CONTAINERS_AFTER_ATTACHMENT = bytesOf(',"containers":[');
const CONTAINER_PENDING = bytesOf('","lastStatus":"PENDING"}');
const CONTAINER_RUNNING = bytesOf('","lastStatus":"RUNNING"}');
const CONTAINER_STOPPED = bytesOf('","lastStatus":"STOPPED"}');
const CONTAINER_EXITED = bytesOf('","lastStatus":"STOPPED","exitCode":');
const LAST = bytesOf(']}}\n');

/** Instants that a task may have beside `createdAt` and `updatedAt`, in the order of its life; one bit each. */
const Moment = {
  connectivityAt: 1,
  pullStartedAt: 2,
  pullStoppedAt: 4,
  startedAt: 8,
  stoppingAt: 16,
  executionStoppedAt: 32,
  stoppedAt: 64,
} as const;
/** The bit that says that desiredStatus is RUNNING. */
const WANTED = 128;

/** Statuses and the instants that are there, as bytes, and where those instants go. */
interface Shape {
  readonly bytes: Uint8Array;
  readonly offsets: readonly number[];
}

const NO_INSTANT = '0000-00-00T00:00:00.000Z';

function shapeOf(status: number, mask: number): Shape {
  const there = Object.entries(Moment).filter(([, bit]) => (mask & bit) !== 0);
  const offsets: number[] = [];
  let text = `,"desiredStatus":"${(mask & WANTED) !== 0 ? 'RUNNING' : 'STOPPED'}","lastStatus":"${TASK_STATUS_NAMES[status]}`;
  for (const name of ['createdAt', 'updatedAt', ...there.map(([name]) => name)]) {
    text += name === 'connectivityAt' ? `","connectivity":"CONNECTED","${name}":"` : `","${name}":"`;
    offsets.push(text.length);
    text += NO_INSTANT;
  }
  return { bytes: bytesOf(text), offsets };
}

/** The quote behind the reason is still to come. */
function endingBytes(stopCode: number, reason: string): Uint8Array {
  return bytesOf(`","stopCode":"${STOP_CODE_NAMES[stopCode]}","stoppedReason":"${escaped(reason)}`);
}

/** By the task's lastStatus, how far its attached network interface is, to its id. */
const CONNECTED: readonly Uint8Array[] = TASK_STATUS_NAMES.map((_, status) => {
  const { DEPROVISIONING, STOPPED: GONE } = TaskStatus;
  const name = status < DEPROVISIONING ? 'ATTACHED' : status < GONE ? 'DETACHING' : 'DELETED';
  return bytesOf(`","status":"${name}","details":[{"name":"networkInterfaceId","value":"eni-`);
});
