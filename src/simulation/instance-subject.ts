import type { World } from '../events/world.ts';
import { TaskStatus } from '../model/task-status.ts';
import { NONE } from '../model/task-table.ts';
import type { QuerySubject } from '../policies/placement/cluster-query/query-subject.ts';
import type { ContainerInstanceSpec } from '../scenario/scenario.ts';

const ZONE = 'ecs.availability-zone';

/** One container instance as the cluster query language sees it: whichever `instance` says (ecs: ). */
export class InstanceSubject implements QuerySubject {
  instance = 0;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  attribute(name: string): string | undefined {
    const { fleet, entries, zones } = this.world;
    // A machine outside AWS is in no Availability Zone.
    if (name === ZONE)
      return fleet.external[this.instance] === 1 ? undefined : zones[fleet.zone[this.instance]!];
    const { attributes } = entries[fleet.entry[this.instance]!]!;
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  }

  get agentConnected(): boolean {
    return this.world.fleet.agentConnected[this.instance] === 1;
  }

  get agentVersion(): string {
    return this.world.entries[this.world.fleet.entry[this.instance]!]!.agentVersion;
  }

  get ec2InstanceId(): string {
    return this.world.instanceId(this.instance);
  }

  get registeredAtMs(): number {
    return this.world.startMs + this.world.fleet.registeredAt[this.instance]!;
  }

  get runningTasksCount(): number {
    const { tasks } = this.world;
    let running = 0;
    for (const task of this.tasks()) if (tasks.status[task] === TaskStatus.RUNNING) running++;
    return running;
  }

  hasTaskGroup(test: (group: string) => boolean): boolean {
    for (const task of this.tasks()) if (test(this.world.group(task))) return true;
    return false;
  }

  /** Those on it that are not STOPPED. */
  private *tasks(): Iterable<number> {
    const { fleet, tasks } = this.world;
    for (let task = fleet.firstTask[this.instance]!; task !== NONE; task = tasks.next[task]!) yield task;
  }
}

/** An instance that is yet to open: empty, registered at this moment. */
export function unopenedSubject(
  { name, attributes, agentVersion }: ContainerInstanceSpec,
  zone: string,
  number: number,
  registeredAtMs: number,
): QuerySubject {
  return {
    attribute: (key) => (key === ZONE ? zone : Object.hasOwn(attributes, key) ? attributes[key] : undefined),
    agentConnected: true,
    agentVersion,
    ec2InstanceId: `${name}-${number}`,
    registeredAtMs,
    runningTasksCount: 0,
    hasTaskGroup: () => false,
  };
}
