import type { ContainerFacts, HealthStatus, World } from '../../events/world.ts';
import { NONE } from '../../model/task-table.ts';
import { bytesOf } from './byte-buffer.ts';
import { arnBeginning, eventHead, eventMiddle } from './event-envelope.ts';
import { escaped, membersOf } from './json-field.ts';

/** Fargate on Linux has run this platform since 2020 (ecs spec section 7, event skeletons). */
const PLATFORM_VERSION = '1.4.0';

/** What the task events of one workload on one capacity provider have in common, as bytes made once; each piece ends where something of the task's own follows. */
export interface TaskPieces {
  /** To the task's id. */
  readonly head: Uint8Array;
  /** By `healthStatus`, from behind it to the id in `taskArn`; time and event id are to be filled in. */
  readonly middle: Readonly<Record<HealthStatus, Uint8Array>>;
  /** By zone, from the group to the container instance's id, or on Fargate and without a zone to the CPU units. */
  readonly place: (zone: number) => Uint8Array;
  /** Fargate, or the network mode awsvpc: the task has a network interface of its own. */
  readonly awsvpc: boolean;
  readonly containers: readonly ContainerPieces[];
}

export interface ContainerPieces {
  /** To the task's id in `containerArn`, from there to the one in `taskArn`. */
  readonly beforeArnId: Uint8Array;
  readonly beforeTaskId: Uint8Array;
  /** Whether its end is the task's end: the first of the essential ones is the one that ends by itself. */
  readonly endsTask: boolean;
  readonly stopTimeoutMs: number;
}

/** `provider`: index of the capacity provider, or -1 for a launch type. */
export function taskPieces(world: World, workload: number, provider: number, region: string): TaskPieces {
  const { cluster, definition, launchType } = world.workloads[workload]!;
  const fargate = launchType === 'FARGATE';
  const capacityProviderName = world.providers[provider]?.name;
  const { label, networkMode, containers } = world.definitions[definition]!;
  const clusterName = world.clusters[cluster]!;
  const beginning = arnBeginning(region);
  const taskArn = `${beginning}task/${clusterName}/`;
  const facts = {
    clusterArn: `${beginning}cluster/${clusterName}`,
    taskDefinitionArn: `${beginning}task-definition/${label}`,
    launchType,
    ...(capacityProviderName === undefined ? {} : { capacityProviderName }),
    ...(fargate ? { platformVersion: PLATFORM_VERSION } : {}),
    overrides: { containerOverrides: containers.map(({ name }) => ({ name })) },
  };
  const endsTask = containers.findIndex(({ essential }) => essential);
  const middle = (healthStatus: HealthStatus) =>
    eventMiddle(`${membersOf({ ...facts, healthStatus })},"taskArn":"${escaped(taskArn)}`);
  const awsvpc = fargate || networkMode === 'awsvpc';
  return {
    head: eventHead('ECS Task State Change', region, taskArn),
    middle: {
      HEALTHY: middle('HEALTHY'),
      UNHEALTHY: middle('UNHEALTHY'),
      UNKNOWN: middle('UNKNOWN'),
    },
    place: placePieces(
      world,
      fargate
        ? '","cpu":"'
        : `","containerInstanceArn":"${escaped(`${beginning}container-instance/${clusterName}/`)}`,
    ),
    awsvpc,
    containers: containers.map((container, i) =>
      containerPieces(container, i, i === endsTask, `${beginning}container/${clusterName}/`, taskArn),
    ),
  };
}

/** Of a task that waits in PROVISIONING for an instance. */
const NOWHERE = bytesOf('","cpu":"');

function placePieces(world: World, ending: string): (zone: number) => Uint8Array {
  const byZone: Uint8Array[] = [];
  return (zone) =>
    zone === NONE
      ? NOWHERE
      : (byZone[zone] ??= bytesOf(`","availabilityZone":"${escaped(world.zones[zone]!)}${ending}`));
}

function containerPieces(
  { name, image, stopTimeoutMs }: ContainerFacts,
  position: number,
  endsTask: boolean,
  arn: string,
  taskArn: string,
): ContainerPieces {
  const before = position === 0 ? '' : ',';
  return {
    beforeArnId: bytesOf(`${before}{${membersOf({ name, image })},"containerArn":"${escaped(arn)}`),
    beforeTaskId: bytesOf(`/${escaped(name)}","taskArn":"${escaped(taskArn)}`),
    endsTask,
    stopTimeoutMs,
  };
}
