import { assert } from '../../../kernel/assert.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import type { Progress } from '../../../simulation/advance.ts';
import { formatInstant } from '../../../units/calendar.ts';
import { BareRun } from '../../bare-run.ts';
import { ActivityListener } from './activity-listener.ts';
import { explainTarget } from './explain-target.ts';
import type { ScalingExplanation } from './scaling-explanation.ts';

/** So far it goes on after the moment to find the next scaling activity. */
const SEARCHED_MS = 86_400_000;

/** A run that explains a scalable target at a moment, and goes on to its next scaling activity. Driven like any `BareRun`. */
export class ScalingRun extends BareRun {
  private readonly target: number;
  private readonly momentMs: number;
  private readonly listener: ActivityListener;
  private state: ReturnType<typeof explainTarget> | null = null;

  /** `target`: index among the scenario's scalable targets; `momentMs` from the run's start. */
  constructor(scenario: Scenario, target: number, momentMs: number) {
    const listener = new ActivityListener(target, momentMs);
    super(scenario, [listener], momentMs + SEARCHED_MS);
    this.target = target;
    this.momentMs = momentMs;
    this.listener = listener;
  }

  override advance(untilMs: number, maxTimers: number): Progress {
    if (this.state !== null) {
      const progress = super.advance(untilMs, maxTimers);
      return this.listener.nextAt !== null ? 'ended' : progress;
    }
    const progress = super.advance(Math.min(untilMs, this.momentMs), maxTimers);
    // All of the instant has happened, what it set off at once included.
    if (progress === 'ended' || (progress === 'reached' && untilMs >= this.momentMs))
      this.state = explainTarget(this.simulation, this.target);
    return progress === 'reached' && this.state !== null ? 'paused' : progress;
  }

  /** After `advance` has said `ended`. */
  get explanation(): ScalingExplanation {
    const { simulation, momentMs, state } = this;
    const { scenario, startMs } = simulation;
    assert(state !== null, 'a scaling run is asked when it has ended');
    return {
      question: 'scaling',
      scenario: { name: scenario.name, digest: scenario.digest },
      seed: scenario.simulation.seed,
      askedAt: formatInstant(startMs + momentMs),
      ...state,
      ...this.listener.found(startMs),
      ...this.searched,
    };
  }

  /** Where the search for the next activity stopped; how the run was sliced says nothing about it. */
  private get searched(): Pick<ScalingExplanation, 'searchedUntil' | 'searchedToEnd'> {
    const { simulation, momentMs, listener } = this;
    const { nextAt } = listener;
    const untilMs = nextAt ?? (simulation.ended ? simulation.now : momentMs + SEARCHED_MS);
    return {
      searchedUntil: formatInstant(simulation.startMs + untilMs),
      searchedToEnd: nextAt === null && simulation.ended,
    };
  }
}
