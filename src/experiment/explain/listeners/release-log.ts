import { InstanceStatus } from '../../../model/instance-status.ts';
import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { rulesOf } from '../../../simulation/workload.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { Release, Releases } from '../explanation.ts';
import type { PlacementQuestion } from '../placement-question.ts';
import { InstanceCopy } from '../refusal/instance-copy.ts';

/** Releases on the closest instances that are kept. */
const MOST_KEPT = 20;

/** What comes free in one cluster, in bounded memory: the last releases by instance, the last on the closest, and sums. */
export class ReleaseLog {
  private readonly simulation: Simulation;
  private readonly cluster: number;
  private readonly closest = new Set<string>();
  /** The last room, and the last network interface, by instance. */
  private readonly lastRoom = new Map<number, Release>();
  private readonly lastInterface = new Map<number, Release>();
  private keepsInterfaces = false;
  private readonly kept: Release[] = [];
  private dropped = 0;
  private tasks = 0;
  private readonly room = { cpu: 0, memory: 0, gpu: 0 };
  private letIn: Release | null = null;

  constructor(simulation: Simulation, cluster: number) {
    this.simulation = simulation;
    this.cluster = cluster;
  }

  /** Instances whose releases matter most from now on, and whether their network interfaces do. */
  watch(containerInstances: readonly string[], networkInterfaces: boolean): void {
    for (const id of containerInstances) this.closest.add(id);
    this.keepsInterfaces ||= networkInterfaces;
  }

  /** Its desiredStatus has become STOPPED. */
  taskReleased(task: TaskIndex): void {
    const { tasks } = this.simulation;
    const size = { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]! };
    const release = this.releaseOf(task, { ...size, networkInterfaces: 0 });
    if (release === null) return;
    this.lastRoom.set(tasks.instance[task]!, release);
    this.tasks++;
    this.room.cpu += size.cpu;
    this.room.memory += size.memory;
    this.room.gpu += size.gpu;
    this.keep(release);
  }

  /** It is STOPPED: its network interface is back. */
  taskGone(task: TaskIndex): void {
    const instance = this.simulation.tasks.instance[task]!;
    if (instance === NONE) return;
    const networkInterfaces = rulesOf(this.simulation, task).requirements.enis;
    if (networkInterfaces === 0) return;
    const release = this.releaseOf(task, { cpu: 0, memory: 0, gpu: 0, networkInterfaces });
    if (release === null) return;
    this.lastInterface.set(instance, release);
    if (this.keepsInterfaces) this.keep(release);
  }

  /** The task is about to be placed on an instance: whether that would have been so without what was last released there. */
  findWhatLetIn(question: PlacementQuestion, instance: number): void {
    const last = [this.lastRoom.get(instance), this.lastInterface.get(instance)];
    const needed = last.find((release) => {
      if (release === undefined) return false;
      const { cpu, memory, gpu, networkInterfaces } = release;
      const before = { cpu: -cpu, memory: -memory, gpu: -gpu };
      return !new InstanceCopy(question, instance).give(before, -networkInterfaces).takes();
    });
    this.letIn = needed ?? null;
  }

  get found(): Releases {
    return {
      tasks: this.tasks,
      instances: this.lastRoom.size,
      room: { ...this.room },
      onClosest: [...this.kept],
      onClosestBefore: this.dropped,
      letIn: this.letIn,
    };
  }

  /** `null`: not of this cluster, or the instance is gone. */
  private releaseOf(
    task: TaskIndex,
    room: Omit<Release, 'at' | 'task' | 'containerInstance'>,
  ): Release | null {
    const { simulation } = this;
    const { fleet } = simulation;
    const instance = simulation.tasks.instance[task]!;
    if (instance === NONE || fleet.cluster[instance] !== this.cluster) return null;
    if (fleet.status[instance] !== InstanceStatus.ACTIVE) return null;
    return {
      at: formatInstant(simulation.startMs + simulation.now),
      task: simulation.taskId(task),
      containerInstance: simulation.instanceId(instance),
      ...room,
    };
  }

  private keep(release: Release): void {
    if (!this.closest.has(release.containerInstance)) return;
    if (this.kept.push(release) <= MOST_KEPT) return;
    this.kept.shift();
    this.dropped++;
  }
}
