import { Observer } from '../../events/observer.ts';
import type { TaskCharges } from '../../events/task-charges.ts';
import type { World } from '../../events/world.ts';
import { STOP_CODE_NAMES, StopCode, TASK_STATUS_NAMES, TaskStatus } from '../../model/task-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { ByteBuffer, bytesOf } from './byte-buffer.ts';
import { csvBytes, PLAIN_CSV } from './csv-field.ts';

/** Columns of tasks.csv, in order. */
export const TASK_COLUMNS: readonly string[] = [
  'taskId',
  'taskDefinition',
  'group',
  'cluster',
  'launchType',
  'capacityProvider',
  'containerInstanceId',
  'instanceType',
  'availabilityZone',
  'cpu',
  'memory',
  'requestedAt',
  'createdAt',
  'pullStartedAt',
  'startedAt',
  'stoppingAt',
  'stoppedAt',
  'lastStatus',
  'stopCode',
  'stoppedReason',
  'waitSeconds',
  'billedSeconds',
  'cost',
];

/**
 * Writes tasks.csv: a header, then one row a task in the order in which tasks end; those that are still live when the run
 * ends come last, in the order of their first request. Instants that never came and amounts that do not apply are empty,
 * and so are lastStatus of a task that ECS never accepted and stoppedReason unless it stopped or was given up.
 */
export class TasksCsv extends Observer {
  private readonly buffer = new ByteBuffer();
  private readonly charges: TaskCharges;
  private world!: World;
  private readonly pieces = new Pieces();

  constructor(charges: TaskCharges) {
    super();
    this.charges = charges;
  }

  /** How many bytes have gathered. */
  get pendingBytes(): number {
    return this.buffer.length;
  }

  /** The bytes that have gathered since the last call: a view that is valid until the run goes on. */
  take(): Uint8Array {
    return this.buffer.take();
  }

  override begin(world: World): void {
    this.world = world;
    this.buffer.copy(bytesOf(`${TASK_COLUMNS.join(',')}\n`));
  }

  override taskGone(_at: number, task: TaskIndex): void {
    this.writeRow(task, true);
  }

  override runEnded(): void {
    const { tasks } = this.world;
    for (const task of tasks.liveTasks().sort((a, b) => tasks.ordinal[a]! - tasks.ordinal[b]!))
      this.writeRow(task, false);
  }

  private writeRow(task: TaskIndex, gone: boolean): void {
    const { buffer, pieces, world } = this;
    const { tasks } = world;
    this.text(world.taskId(task));
    this.launch(tasks.workload[task]!, tasks.provider[task]!, world.group(task));
    buffer.copy(pieces.ofPlace(world, tasks.instance[task]!, tasks.zone[task]!));
    buffer.reserve(LONGEST_FIGURES);
    buffer.byte(COMMA);
    buffer.whole(tasks.cpu[task]!);
    buffer.byte(COMMA);
    buffer.whole(tasks.memory[task]!);
    this.instant(tasks.requestedAt[task]!);
    this.instant(tasks.createdAt[task]!);
    this.instant(tasks.pullStartedAt[task]!);
    this.instant(tasks.startedAt[task]!);
    this.instant(tasks.stoppingAt[task]!);
    this.instant(tasks.stoppedAt[task]!);
    this.ending(task, gone);
    this.figures(task);
    buffer.byte(NEWLINE);
  }

  private launch(workload: number, provider: number, group: string): void {
    const { buffer } = this;
    const own = this.pieces.ofLaunch(this.world, workload, provider, group);
    if (own.group === group) {
      buffer.copy(own.withGroup);
      return;
    }
    buffer.copy(own.beforeGroup);
    this.text(group);
    buffer.copy(own.afterGroup);
  }

  private ending(task: TaskIndex, gone: boolean): void {
    const { tasks } = this.world;
    const status = tasks.status[task]!;
    const stopCode = tasks.stopCode[task]!;
    const isOver = stopCode !== StopCode.NONE || (gone && status === TaskStatus.NONE);
    this.buffer.copy(
      this.pieces.ofEnding(this.world, status, stopCode, isOver ? tasks.stopReason[task]! : NONE),
    );
    this.buffer.reserve(LONGEST_FIGURES);
  }

  private figures(task: TaskIndex): void {
    const { buffer, charges } = this;
    const { tasks } = this.world;
    const startedAt = tasks.startedAt[task]!;
    if (startedAt >= 0) {
      const waitMs = startedAt - tasks.requestedAt[task]!;
      const seconds = Math.floor(waitMs / 1000);
      buffer.whole(seconds);
      buffer.byte(POINT);
      buffer.padded(waitMs - seconds * 1000, 3);
    }
    buffer.byte(COMMA);
    const billedSeconds = charges.billedSeconds(task);
    if (billedSeconds >= 0) buffer.whole(billedSeconds);
    buffer.byte(COMMA);
    const nanoUsd = charges.chargeNanoUsd(task);
    if (nanoUsd >= 0) this.dollars(nanoUsd);
  }

  /** Whole nano-USD as `formatNanoUsd` writes them: without needless zeros. */
  private dollars(nanoUsd: number): void {
    const { buffer } = this;
    const whole = Math.floor(nanoUsd / 1e9);
    const fraction = nanoUsd - whole * 1e9;
    buffer.whole(whole);
    if (fraction === 0) return;
    buffer.byte(POINT);
    buffer.padded(fraction, 9);
    while (buffer.bytes[buffer.length - 1] === ZERO) buffer.length--;
  }

  /** A comma and the instant, if it has come. */
  private instant(at: number): void {
    this.buffer.byte(COMMA);
    if (at >= 0) this.buffer.instant(this.world.startMs + at);
  }

  private text(text: string): void {
    if (!this.buffer.plain(text, PLAIN_CSV)) this.buffer.copy(csvBytes(text));
  }
}

const COMMA = 44;
const POINT = 46;
const NEWLINE = 10;
const ZERO = 48;

/** Two sizes and six instants, or wait, seconds and cost. */
const LONGEST_FIGURES = 256;

/** What rows have in common, as bytes made once. */
class Pieces {
  /** By workload, then by capacity provider + 1. */
  private readonly byLaunch: LaunchPieces[][] = [];
  /** By reason + 1, then by status and stop code. */
  private readonly byEnding: Uint8Array[][] = [];
  private readonly byInstance: Uint8Array[] = [];
  private readonly byZone: Uint8Array[] = [];

  ofLaunch(world: World, workload: number, provider: number, group: string): LaunchPieces {
    const byProvider = (this.byLaunch[workload] ??= []);
    return (byProvider[provider + 1] ??= launchPieces(world, workload, provider, group));
  }

  /** `,lastStatus,stopCode,stoppedReason,`. */
  ofEnding(world: World, status: number, stopCode: number, reason: number): Uint8Array {
    const ofReason = (this.byEnding[reason + 1] ??= []);
    return (ofReason[status * STOP_CODE_NAMES.length + stopCode] ??= endingPiece(
      world,
      status,
      stopCode,
      reason,
    ));
  }

  /** `containerInstanceId,instanceType,availabilityZone`. */
  ofPlace(world: World, instance: number, zone: number): Uint8Array {
    if (instance === NONE)
      return zone === NONE ? NO_PLACE : (this.byZone[zone] ??= csvBytes('', '', world.zones[zone]!));
    return (this.byInstance[instance] ??= instancePlace(world, instance));
  }
}

/** The group of a workload's first task is nearly always everybody's, so its row is one piece. */
interface LaunchPieces {
  readonly group: string;
  /** `,taskDefinition,group,cluster,launchType,capacityProvider,`. */
  readonly withGroup: Uint8Array;
  /** The same up to the group, and from behind it. */
  readonly beforeGroup: Uint8Array;
  readonly afterGroup: Uint8Array;
}

const NO_PLACE = bytesOf(',,');

function launchPieces(world: World, workload: number, provider: number, group: string): LaunchPieces {
  const { cluster, definition, launchType } = world.workloads[workload]!;
  const before = ['', world.definitions[definition]!.label];
  const after = [world.clusters[cluster]!, launchType, world.providers[provider]?.name ?? '', ''];
  return {
    group,
    withGroup: csvBytes(...before, group, ...after),
    beforeGroup: csvBytes(...before, ''),
    afterGroup: csvBytes('', ...after),
  };
}

function endingPiece(world: World, status: number, stopCode: number, reason: number): Uint8Array {
  const lastStatus = status === TaskStatus.NONE ? '' : TASK_STATUS_NAMES[status]!;
  return csvBytes(
    '',
    lastStatus,
    STOP_CODE_NAMES[stopCode]!,
    reason === NONE ? '' : world.reasons[reason]!,
    '',
  );
}

function instancePlace(world: World, instance: number): Uint8Array {
  const { fleet, entries, zones } = world;
  const type = entries[fleet.entry[instance]!]!.ec2InstanceType ?? '';
  return csvBytes(world.instanceId(instance), type, zones[fleet.zone[instance]!]!);
}
