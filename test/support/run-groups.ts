import { Observer } from '../../src/events/observer.ts';
import type { World } from '../../src/events/world.ts';
import { INSTANCE_STATUS_NAMES, type InstanceStatus } from '../../src/model/instance-status.ts';
import { TASK_STATUS_NAMES, TaskStatus } from '../../src/model/task-status.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { load } from './load.ts';

/** Writes down what becomes of groups, their instances and tasks, instants in seconds. */
export class GroupLog extends Observer {
  /** `60 s g 0 -> 2`. */
  readonly desired: string[] = [];
  /** `65 s g-1 REGISTERING`. */
  readonly instances: string[] = [];
  /** `0 s job-1 PROVISIONING`, and behind STOPPED the reason. */
  readonly tasks: string[] = [];
  /** Measurements of managed scaling: `60 s asg M 3 N 0`. */
  readonly measured: string[] = [];
  private world!: World;

  override begin(world: World): void {
    this.world = world;
  }

  override groupScaled(at: number, group: number, from: number, to: number): void {
    const { name } = (this.world as Simulation).scenario.autoScalingGroups[group]!;
    this.desired.push(`${at / 1000} s ${name} ${from} -> ${to}`);
  }

  override instanceStatusChanged(
    at: number,
    instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    this.instances.push(`${at / 1000} s ${this.world.instanceId(instance)} ${INSTANCE_STATUS_NAMES[to]}`);
  }

  override taskStatusChanged(at: number, task: number, _from: TaskStatus, to: TaskStatus): void {
    const { tasks, reasons } = this.world;
    const reason = to === TaskStatus.STOPPED ? ` ${reasons[tasks.stopReason[task]!]}` : '';
    this.tasks.push(`${at / 1000} s ${this.world.taskId(task)} ${TASK_STATUS_NAMES[to]}${reason}`);
  }

  override providerMeasured(at: number, provider: number, needed: number, instances: number): void {
    const { name } = this.world.providers[provider]!;
    this.measured.push(`${at / 1000} s ${name} M ${needed} N ${instances}`);
  }
}

type Parts = Readonly<Record<string, unknown>>;

/** Group `g` of instances for two tasks each; parts are replaced or added. */
export function group(parts: Parts = {}): Parts {
  return {
    autoScalingGroupName: 'g',
    registeredResources: { cpu: 2048, memory: 4096 },
    hourlyPrice: 0.1,
    minSize: 0,
    maxSize: 20,
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    ...parts,
  };
}

/** Capacity provider `asg` of group `g` with managed scaling; parts of either are replaced or added. */
export function provider(managed: Parts = {}, parts: Parts = {}): Parts {
  return {
    name: 'asg',
    autoScalingGroupProvider: {
      autoScalingGroupArn: 'g',
      managedScaling: { status: 'ENABLED', ...managed },
      ...parts,
    },
  };
}

/** Tasks at once that run for so long. */
export function burstOf(count: number, duration: string, parts: Parts = {}): Parts {
  return { taskDefinition: 'job', arrivals: { burst: { at: '0s', count } }, duration, ...parts };
}

/** Instances launch after 5 s and are ACTIVE a minute later; all else takes no time. */
export const GROUP_TIMINGS: Parts = {
  base: 'instant',
  'asg.launchDelay': '5s',
  'ec2.instanceToActive': '60s',
};

/** Cluster `main`, whose tasks go to provider `asg` unless they say otherwise; two hours. */
export function groupsText(parts: Parts): string {
  return JSON.stringify({
    simulation: { duration: '2h' },
    timings: GROUP_TIMINGS,
    clusters: [
      {
        clusterName: 'main',
        capacityProviders: ['asg'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'asg', weight: 1 }],
      },
    ],
    autoScalingGroups: [group()],
    capacityProviders: [provider()],
    taskDefinitions: [
      { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', cpu: 1024, memory: 2048 }] },
    ],
    ...parts,
  });
}

export interface GroupRun extends Pick<GroupLog, 'desired' | 'instances' | 'tasks' | 'measured'> {
  readonly simulation: Simulation;
}

/** Begins a run. */
export async function startGroups(parts: Parts): Promise<GroupRun> {
  const log = new GroupLog();
  const simulation = createSimulation(await load(groupsText(parts)), [log]);
  const { desired, instances, tasks, measured } = log;
  return { simulation, desired, instances, tasks, measured };
}

/** Runs it to its end. */
export async function runGroups(parts: Parts): Promise<GroupRun> {
  const run = await startGroups(parts);
  advanceTo(run.simulation, Number.MAX_SAFE_INTEGER / 16);
  return run;
}

/** How many tasks run now. */
export function runningOf({ tasks }: Simulation): number {
  return tasks.liveTasks().filter((task) => tasks.status[task] === TaskStatus.RUNNING).length;
}
