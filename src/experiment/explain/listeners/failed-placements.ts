import { Observer } from '../../../events/observer.ts';
import type { World } from '../../../events/world.ts';
import { assert } from '../../../kernel/assert.ts';
import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import { Simulation } from '../../../simulation/simulation.ts';
import { refusalReason } from '../../../simulation/waiting.ts';
import { taskKinds } from '../../headroom/task-kinds.ts';
import type { Decision } from '../decision.ts';
import { explainChoice } from '../explain-choice.ts';
import { explainFailed, explainTimedOut } from '../explain-failed.ts';
import type { FailedExplanation, FailedKind } from '../explanation.ts';
import { withPicture } from '../picture/decision-picture.ts';

/** Kinds of task and reasons that are explained. */
const MOST_EXPLAINED = 20;

interface Failure {
  readonly kind: string;
  readonly failure: FailedKind['failure'];
  readonly reason: string;
  tasks: number;
  readonly first: Decision | null;
}

/** The first refusal of each kind of task for each reason, and how many there were; of tasks when they are requested. */
export class FailedPlacements extends Observer {
  private simulation!: Simulation;
  private readonly failures = new Map<string, Failure>();
  private kindOfWorkload: readonly string[] = [];
  /** Ordinal of the last task whose placement was tried. */
  private tried = NONE;

  private readonly hasPictures: boolean;

  constructor(hasPictures: boolean = false) {
    super();
    this.hasPictures = hasPictures;
  }

  /** It must hear of every refusal. */
  readonly isDone = false;

  get found(): Pick<FailedExplanation, 'tasks' | 'timedOut' | 'kinds' | 'more'> {
    const all = [...this.failures.values()];
    const kinds = all.flatMap(({ first, ...failure }) => (first === null ? [] : [{ ...failure, first }]));
    const count = (some: readonly { readonly tasks: number }[]) =>
      some.reduce((sum, { tasks }) => sum + tasks, 0);
    return {
      tasks: count(all.filter(({ failure }) => failure === 'refused')),
      timedOut: count(all.filter(({ failure }) => failure === 'timedOut')),
      kinds: kinds.sort((a, b) => b.tasks - a.tasks),
      more: { kinds: all.length - kinds.length, tasks: count(all) - count(kinds) },
    };
  }

  override begin(world: World): void {
    assert(world instanceof Simulation, 'decisions can only be explained inside of the engine');
    this.simulation = world;
  }

  override taskPlacing(_at: number, task: TaskIndex): void {
    this.tried = this.simulation.tasks.ordinal[task]!;
  }

  override placementFailed(_at: number, task: TaskIndex, reason: number): void {
    const { simulation } = this;
    const wasTried = simulation.tasks.ordinal[task] === this.tried;
    this.add(task, 'refused', simulation.reasons[reason]!, () => ({
      ...this.pictured(task, explainFailed(simulation, task, reason, wasTried)),
      choice: explainChoice(simulation, task),
    }));
  }

  override provisioningTimedOut(_at: number, task: TaskIndex): void {
    const { simulation } = this;
    const reason = simulation.reasons[refusalReason(simulation, task)]!;
    this.add(task, 'timedOut', reason, () => this.pictured(task, explainTimedOut(simulation, task)));
  }

  private pictured(task: TaskIndex, decision: Decision): Decision {
    return this.hasPictures ? withPicture(this.simulation, task, NONE, decision) : decision;
  }

  private add(
    task: TaskIndex,
    failure: FailedKind['failure'],
    reason: string,
    explain: () => Decision,
  ): void {
    const kind = this.kindOf(task);
    const key = JSON.stringify([kind, failure, reason]);
    const known = this.failures.get(key);
    if (known !== undefined) {
      known.tasks++;
      return;
    }
    const first = this.failures.size < MOST_EXPLAINED ? explain() : null;
    this.failures.set(key, { kind, failure, reason, tasks: 1, first });
  }

  /** The task's kind by name; on Fargate its workload is one. */
  private kindOf(task: TaskIndex): string {
    const { workloadStates, tasks } = this.simulation;
    if (this.kindOfWorkload.length === 0) {
      const { kinds, ofWorkload } = taskKinds(this.simulation);
      this.kindOfWorkload = ofWorkload.map((kind, workload) =>
        kind === NONE ? workloadStates[workload]!.spec.name : kinds[kind]!.name,
      );
    }
    return this.kindOfWorkload[tasks.workload[task]!]!;
  }
}
