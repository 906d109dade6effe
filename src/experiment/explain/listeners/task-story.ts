import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import { formatInstant } from '../../../units/calendar.ts';
import type { Decision, ProviderChoice } from '../decision.ts';
import { explainDecision } from '../explain-decision.ts';
import { explainTimedOut } from '../explain-failed.ts';
import type { TaskStory } from '../explanation.ts';
import { questionOf } from '../placement-question.ts';
import { DecisionListener } from './decision-listener.ts';
import { ReleaseLog } from './release-log.ts';
import { TaskNames } from './task-names.ts';

/** One task from its request to its placement: refusals, what came free in between, and what let it in. */
export class TaskStoryTeller extends DecisionListener {
  /** For a task that never came. */
  readonly names: TaskNames;
  private readonly id: string;
  private task: TaskIndex = NONE;
  private requestedMs = 0;
  private endedMs = 0;
  /** When it was accepted without an instance; -1: it was not. */
  private provisioningMs: number = NONE;
  private end: TaskStory['end'] | null = null;
  private choice: ProviderChoice | null = null;
  private refusals = 0;
  private firstRefusal: Decision | null = null;
  private lastRefusal: Decision | null = null;
  private acceptance: Decision | null = null;
  private releases: ReleaseLog | null = null;

  constructor(id: string, hasPictures: boolean = false) {
    super(hasPictures);
    this.id = id;
    this.names = new TaskNames(id);
  }

  override get isDone(): boolean {
    return this.end !== null;
  }

  /** `null`: no such task was requested. */
  get found(): TaskStory | null {
    const { simulation, end } = this;
    if (end === null) return null;
    const text = (atMs: number) => formatInstant(simulation.startMs + atMs);
    return {
      task: this.id,
      requestedAt: text(this.requestedMs),
      choice: this.choice,
      end,
      endedAt: text(this.endedMs),
      provisioningAt: this.provisioningMs === NONE ? null : text(this.provisioningMs),
      waitedSeconds: (this.endedMs - this.requestedMs) / 1000,
      refusals: this.refusals,
      firstRefusal: this.firstRefusal,
      lastRefusal: this.refusals > 1 ? this.lastRefusal : null,
      released: this.releases?.found ?? null,
      acceptance: this.acceptance,
    };
  }

  override taskRequested(at: number, task: TaskIndex): void {
    if (this.isDone) return;
    if (this.task === NONE) {
      const id = this.simulation.taskId(task);
      if (id === this.id) {
        this.task = task;
        this.requestedMs = at;
      } else this.names.add(this.simulation, task, id);
    }
    super.taskRequested(at, task);
  }

  override taskReleased(_at: number, task: TaskIndex): void {
    if (!this.isDone) this.releases?.taskReleased(task);
  }

  /** Why nobody takes it is looked at once more: others may wait before it. */
  override provisioningTimedOut(_at: number, task: TaskIndex): void {
    if (this.isDone || task !== this.task) return;
    this.lookOnceMore(true);
    this.finish('timedOut');
  }

  override taskGone(_at: number, task: TaskIndex): void {
    if (this.isDone) return;
    this.releases?.taskGone(task);
    if (task === this.task) this.finish('givenUp');
  }

  override runEnded(): void {
    if (this.task === NONE || this.isDone) return;
    if (this.provisioningMs !== NONE) this.lookOnceMore(false);
    this.finish('waiting');
  }

  override taskAccepted(at: number, task: TaskIndex): void {
    if (this.isDone || task !== this.task) return;
    super.taskAccepted(at, task);
    if (this.simulation.tasks.queue[task] !== NONE) this.provisioningMs = at;
  }

  /** Itself, and once it waits, the first of its queue: if that is refused, so is it. */
  protected override wants(task: TaskIndex): boolean {
    if (this.isDone || this.task === NONE) return false;
    const { queue } = this.simulation.tasks;
    return task === this.task || (queue[this.task] !== NONE && queue[task] === queue[this.task]);
  }

  protected override foretold(task: TaskIndex, decision: Decision): void {
    if (task !== this.task || decision.result.kind !== 'placed' || decision.where !== 'instances') return;
    const { containerInstance } = decision.result;
    const question = questionOf(this.simulation, task);
    const position = decision.instances.findIndex((other) => other.containerInstance === containerInstance);
    this.releases?.findWhatLetIn(question, question.view.members[position]!);
  }

  protected override decided(task: TaskIndex, decision: Decision): void {
    if (decision.choice !== null && task === this.task) this.choice = decision.choice;
    const { result } = decision;
    if (result.kind !== 'refused') {
      if (task !== this.task) return;
      this.acceptance = decision;
      this.finish('placed');
      return;
    }
    this.refusals++;
    this.firstRefusal ??= decision;
    this.lastRefusal = decision;
    if (decision.where !== 'instances') return;
    const { tasks, workloadStates } = this.simulation;
    this.releases ??= new ReleaseLog(this.simulation, workloadStates[tasks.workload[task]!]!.cluster);
    if ('closest' in result)
      this.releases.watch(
        result.closest,
        decision.instances.some(({ ruledOut }) => ruledOut.some(({ need }) => need === 'RESOURCE:ENI')),
      );
  }

  private lookOnceMore(isTimeUp: boolean): void {
    const { simulation, task } = this;
    const decision = isTimeUp ? explainTimedOut(simulation, task) : explainDecision(simulation, task);
    if (decision.result.kind === 'refused') this.decided(task, this.pictured(task, decision));
  }

  private finish(end: TaskStory['end']): void {
    this.end = end;
    this.endedMs = this.simulation.now;
  }
}
