import type { World } from '../../events/world.ts';
import { INSTANCE_STATUS_NAMES, InstanceStatus } from '../../model/instance-status.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { type ByteBuffer, bytesOf } from './byte-buffer.ts';
import { arnBeginning, eventHead, eventMiddle, writeMiddle, writeText } from './event-envelope.ts';
import { escaped, membersOf } from './json-field.ts';

/** Writes Container Instance State Changes (ecs: ). */
export class InstanceEvents {
  private readonly buffer: ByteBuffer;
  private readonly world: World;
  private readonly region: string;
  /** Events so far by instance. */
  private versions = new Int32Array(64);
  /** By entry, then by zone. */
  private readonly pieces: InstancePieces[][] = [];

  constructor(buffer: ByteBuffer, world: World, region: string) {
    this.buffer = buffer;
    this.world = world;
    this.region = region;
  }

  /** The run's event number `count`; what the task `released` holds is given back but not yet counted as remaining. */
  write(count: number, at: number, instance: number, released: TaskIndex): void {
    const { buffer, world } = this;
    const { tasks } = world;
    const back = (column: Int32Array) => (released === NONE ? 0 : column[released]!);
    const { fleet, startMs } = world;
    const pieces = this.piecesOf(instance);
    buffer.copy(pieces.head);
    const idFrom = buffer.length;
    writeText(buffer, world.instanceId(instance));
    const idTo = buffer.length;
    writeMiddle(buffer, pieces.middle, count, startMs + at);
    buffer.repeat(idFrom, idTo);
    buffer.copy(BEFORE_EC2_ID);
    buffer.repeat(idFrom, idTo);
    buffer.copy(pieces.registered);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(fleet.cpuFree[instance]! + back(tasks.cpu));
    buffer.copy(BEFORE_MEMORY);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(fleet.memoryFree[instance]! + back(tasks.memory));
    buffer.copy(world.hostPorts.length === 0 ? pieces.ports : portBytes(world, instance, released));
    if (fleet.gpuTotal[instance]! > 0) buffer.copy(gpuBytes(fleet.gpuFree[instance]! + back(tasks.gpu)));
    buffer.copy(pieces.statuses[fleet.agentConnected[instance]!]![fleet.status[instance]!]!);
    buffer.reserve(LONGEST_NUMBER);
    buffer.instant(startMs + at);
    buffer.copy(BEFORE_VERSION);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(this.nextVersion(instance));
    buffer.copy(pieces.ending);
  }

  private nextVersion(instance: number): number {
    if (instance >= this.versions.length) {
      const larger = new Int32Array(Math.max(this.versions.length * 2, instance + 1));
      larger.set(this.versions);
      this.versions = larger;
    }
    return ++this.versions[instance]!;
  }

  private piecesOf(instance: number): InstancePieces {
    const { fleet } = this.world;
    const byZone = (this.pieces[fleet.entry[instance]!] ??= []);
    return (byZone[fleet.zone[instance]!] ??= makePieces(this.world, instance, this.region));
  }
}

/** What the instances of one entry in one zone have in common. */
interface InstancePieces {
  readonly head: Uint8Array;
  /** To the id in `containerInstanceArn`; time and event id are to be filled in. */
  readonly middle: Uint8Array;
  /** Attributes, registered resources, and the remaining ones up to the number of CPU units. */
  readonly registered: Uint8Array;
  /** The ports that remain taken when no task has one of its own. */
  readonly ports: Uint8Array;
  /** By whether the agent is connected, then by status: the end of the resources to `updatedAt`. */
  readonly statuses: readonly (readonly Uint8Array[])[];
  readonly ending: Uint8Array;
}

function makePieces(world: World, instance: number, region: string): InstancePieces {
  const { fleet, entries, zones, clusters } = world;
  const entry = entries[fleet.entry[instance]!]!;
  const beginning = arnBeginning(region);
  const cluster = clusters[entry.cluster]!;
  const arn = `${beginning}container-instance/${cluster}/`;
  const attributes = { 'ecs.availability-zone': zones[fleet.zone[instance]!]!, ...entry.attributes };
  const gpus = fleet.gpuTotal[instance]!;
  const members = {
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
    registeredResources: [
      { name: 'CPU', type: 'INTEGER', integerValue: fleet.cpuTotal[instance]! },
      { name: 'MEMORY', type: 'INTEGER', integerValue: fleet.memoryTotal[instance]! },
      ...portResources(entry.reservedPorts, []),
      ...(gpus > 0 ? [gpuResource(gpus)] : []),
    ],
  };
  const clusterMember = membersOf({ clusterArn: `${beginning}cluster/${cluster}` });
  const remaining = '"remainingResources":[{"name":"CPU","type":"INTEGER","integerValue":';
  return {
    head: eventHead('ECS Container Instance State Change', region, arn),
    middle: eventMiddle(`${clusterMember},"containerInstanceArn":"${escaped(arn)}`),
    registered: bytesOf(`",${membersOf(members)},${remaining}`),
    ports: portBytes(world, instance, NONE),
    statuses: [0, 1].map((connected) => statusBytes(connected === 1)),
    ending: bytesOf(`,${membersOf({ versionInfo: { agentVersion: entry.agentVersion } })}}}\n`),
  };
}

/** Ports that nobody else can have: the instance's own, and those of tasks (ecs: ). */
function portResources(tcp: readonly number[], udp: readonly number[]): readonly object[] {
  return [
    { name: 'PORTS', type: 'STRINGSET', stringSetValue: tcp.map(String) },
    { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: udp.map(String) },
  ];
}

function portBytes(world: World, instance: number, released: TaskIndex): Uint8Array {
  const { fleet, entries, hostPorts, tasks, workloads, definitions } = world;
  const back =
    released === NONE ? [] : definitions[workloads[tasks.workload[released]!]!.definition]!.hostPorts;
  const { reservedPorts } = entries[fleet.entry[instance]!]!;
  const taken = hostPorts.filter(
    (port, i) => (fleet.portBits[i >> 5]![instance]! & (1 << (i & 31))) !== 0 && !back.includes(port),
  );
  const of = (protocol: string) =>
    taken.filter((port) => port.startsWith(protocol)).map((port) => Number(port.slice(protocol.length)));
  const tcp = [...new Set([...reservedPorts, ...of('tcp/')])];
  return bytesOf(`},${JSON.stringify(portResources(tcp, of('udp/'))).slice(1, -1)}`);
}

function gpuResource(count: number): object {
  return {
    name: 'GPU',
    type: 'STRINGSET',
    stringSetValue: Array.from({ length: count }, (_, i) => String(i)),
  };
}

function gpuBytes(count: number): Uint8Array {
  return bytesOf(`,${JSON.stringify(gpuResource(count))}`);
}

const BEFORE_EC2_ID = bytesOf('","ec2InstanceId":"');
const BEFORE_MEMORY = bytesOf('},{"name":"MEMORY","type":"INTEGER","integerValue":');
const BEFORE_VERSION = bytesOf('","version":');
const LONGEST_NUMBER = 24;

/** A closed instance of an ideal fleet is one that ECS no longer has, as one that is back in its warm pool. */
function statusBytes(agentConnected: boolean): readonly Uint8Array[] {
  return INSTANCE_STATUS_NAMES.map((name, status) => {
    const { CLOSED, INACTIVE, WARM_RUNNING, WARM_STOPPED } = InstanceStatus;
    const isGone = [CLOSED, INACTIVE, WARM_RUNNING, WARM_STOPPED].some((gone) => gone === status);
    const members = membersOf({
      status: isGone ? 'INACTIVE' : name,
      agentConnected: agentConnected && !isGone,
    });
    return bytesOf(`],${members},"updatedAt":"`);
  });
}
