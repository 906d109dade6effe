import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import { findQueue } from '../../../simulation/waiting.ts';
import type { Decision } from '../decision.ts';
import type { BriefDecision } from '../explanation.ts';
import { DecisionListener } from './decision-listener.ts';

/** Of the decisions of a moment so many instances are kept, all decisions together; the first is kept anyway. */
const MOST_INSTANCES = 200_000;
/** Further decisions that are kept in short. */
const MOST_BRIEF = 1000;

/** All decisions of one moment, or of the first after it at which there are any. */
export class DecisionsAt extends DecisionListener {
  readonly decisions: Decision[] = [];
  readonly brief: BriefDecision[] = [];
  /** Decisions of the moment that are kept in no way. */
  more = 0;
  /** Milliseconds from the start; -1 before anything was decided. */
  momentMs: number = NONE;
  private readonly askedMs: number;
  private instances = 0;
  private latest = NONE;

  constructor(askedMs: number, hasPictures: boolean = false) {
    super(hasPictures);
    this.askedMs = askedMs;
  }

  override get isDone(): boolean {
    return this.momentMs !== NONE && this.simulation.now > this.momentMs;
  }

  override taskPlaced(at: number, task: TaskIndex): void {
    super.taskPlaced(at, task);
    this.add(task, null);
  }

  override placementFailed(at: number, task: TaskIndex, reason: number): void {
    super.placementFailed(at, task, reason);
    this.add(task, this.simulation.reasons[reason]!);
  }

  override taskAccepted(at: number, task: TaskIndex): void {
    super.taskAccepted(at, task);
    const { tasks, reasons, workloadStates } = this.simulation;
    if (tasks.queue[task] === NONE) return;
    const queue = findQueue(this.simulation, task, workloadStates[tasks.workload[task]!]!);
    this.add(task, reasons[queue!.reason]!, true);
  }

  protected override wants(): boolean {
    return this.isOfMoment() && this.instances < MOST_INSTANCES;
  }

  protected override decided(task: TaskIndex, decision: Decision): void {
    this.momentMs = this.simulation.now;
    this.latest = this.simulation.tasks.ordinal[task]!;
    this.instances += decision.where === 'instances' ? decision.instances.length : 1;
    this.decisions.push(decision);
  }

  private isOfMoment(): boolean {
    const { now } = this.simulation;
    return this.momentMs === NONE ? now >= this.askedMs : now === this.momentMs;
  }

  /** What was decided, in short, unless it is kept as a whole. */
  private add(task: TaskIndex, reason: string | null, waits: boolean = false): void {
    const { simulation } = this;
    const { tasks, zones } = simulation;
    if (!this.isOfMoment() || tasks.ordinal[task] === this.latest) return;
    const instance = tasks.instance[task]!;
    if (this.brief.length === MOST_BRIEF) this.more++;
    else
      this.brief.push({
        task: simulation.taskId(task),
        containerInstance: instance === NONE ? null : simulation.instanceId(instance),
        availabilityZone: zones[tasks.zone[task]!] ?? null,
        reason,
        waits,
      });
  }
}
