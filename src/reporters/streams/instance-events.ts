import type { World } from '../../events/world.ts';
import { INSTANCE_STATUS_NAMES, InstanceStatus } from '../../model/instance-status.ts';
import { type ByteBuffer, bytesOf } from './byte-buffer.ts';
import { arnBeginning, eventHead, eventMiddle, writeMiddle, writeText } from './event-envelope.ts';
import { escaped, membersOf } from './json-field.ts';

/** Ports that the agent keeps for itself; those of tasks are not modelled (ecs: ). */
const RESERVED_PORTS = ['22', '2375', '2376', '51678', '51679'];

/** Writes Container Instance State Changes (ecs: ); `versionInfo` is not modelled and left out. */
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

  /** The run's event number `count`; `cpu`, `memory` and `gpu` are given back but not yet counted as remaining. */
  write(count: number, at: number, instance: number, cpu: number, memory: number, gpu: number): void {
    const { buffer, world } = this;
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
    buffer.whole(fleet.cpuFree[instance]! + cpu);
    buffer.copy(BEFORE_MEMORY);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(fleet.memoryFree[instance]! + memory);
    buffer.copy(AFTER_MEMORY);
    if (fleet.gpuTotal[instance]! > 0) buffer.copy(gpuBytes(fleet.gpuFree[instance]! + gpu));
    buffer.copy(STATUS_BYTES[fleet.status[instance]!]!);
    buffer.reserve(LONGEST_NUMBER);
    buffer.instant(startMs + at);
    buffer.copy(BEFORE_VERSION);
    buffer.reserve(LONGEST_NUMBER);
    buffer.whole(this.nextVersion(instance));
    buffer.copy(ENDING);
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
      ...PORTS,
      ...(gpus > 0 ? [gpuResource(gpus)] : []),
    ],
  };
  const clusterMember = membersOf({ clusterArn: `${beginning}cluster/${cluster}` });
  const remaining = '"remainingResources":[{"name":"CPU","type":"INTEGER","integerValue":';
  return {
    head: eventHead('ECS Container Instance State Change', region, arn),
    middle: eventMiddle(`${clusterMember},"containerInstanceArn":"${escaped(arn)}`),
    registered: bytesOf(`",${membersOf(members)},${remaining}`),
  };
}

const PORTS = [
  { name: 'PORTS', type: 'STRINGSET', stringSetValue: RESERVED_PORTS },
  { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: [] },
];

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
const AFTER_MEMORY = bytesOf(`},${JSON.stringify(PORTS).slice(1, -1)}`);
const BEFORE_VERSION = bytesOf('","version":');
const ENDING = bytesOf('}}\n');
const LONGEST_NUMBER = 24;

/** By status: the end of the resources to `updatedAt`. A closed instance of an ideal fleet is one that ECS no longer has. */
const STATUS_BYTES: readonly Uint8Array[] = INSTANCE_STATUS_NAMES.map((name, status) => {
  const isGone = status === InstanceStatus.CLOSED || status === InstanceStatus.INACTIVE;
  const members = membersOf({ status: isGone ? 'INACTIVE' : name, agentConnected: !isGone });
  return bytesOf(`],${members},"updatedAt":"`);
});
