import type { Observer } from '../../../events/observer.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import type { Progress } from '../../../simulation/advance.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import { BareRun } from '../../bare-run.ts';

/** So far it goes on after the moment to find the next scaling activity. */
const SEARCHED_MS = 86_400_000;

/** Listens for the activities of what is explained. */
interface ActivityObserver extends Observer {
  /** When the first activity after the moment came; `null`: none has. */
  readonly nextAt: number | null;
}

/** A run that stops at a moment to explain what scales there, and goes on to its next activity. Driven like any `BareRun`. */
export class MomentRun<State> extends BareRun {
  private readonly momentMs: number;
  private readonly listener: ActivityObserver;
  private readonly explain: (simulation: Simulation) => State;
  private found: { readonly state: State } | null = null;

  /** `momentMs` from the run's start. */
  constructor(
    scenario: Scenario,
    listener: ActivityObserver,
    momentMs: number,
    explain: (simulation: Simulation) => State,
  ) {
    super(scenario, [listener], momentMs + SEARCHED_MS);
    this.momentMs = momentMs;
    this.listener = listener;
    this.explain = explain;
  }

  override advance(untilMs: number, maxTimers: number): Progress {
    if (this.found !== null) {
      const progress = super.advance(untilMs, maxTimers);
      return this.listener.nextAt !== null ? 'ended' : progress;
    }
    const progress = super.advance(Math.min(untilMs, this.momentMs), maxTimers);
    // All of the instant has happened, what it set off at once included.
    if (progress === 'ended' || (progress === 'reached' && untilMs >= this.momentMs))
      this.found = { state: this.explain(this.simulation) };
    return progress === 'reached' && this.found !== null ? 'paused' : progress;
  }

  /** What was explained at the moment; `null`: the run has not come to it. */
  protected get stateThen(): State | null {
    return this.found?.state ?? null;
  }

  protected get facts(): {
    readonly scenario: { readonly name: string; readonly digest: string };
    readonly seed: string;
    readonly askedAt: string;
  } {
    const { scenario, startMs } = this.simulation;
    return {
      scenario: { name: scenario.name, digest: scenario.digest },
      seed: scenario.simulation.seed,
      askedAt: formatInstant(startMs + this.momentMs),
    };
  }

  /** Where the search for the next activity stopped; how the run was sliced says nothing about it. */
  protected get searched(): { readonly searchedUntil: string; readonly searchedToEnd: boolean } {
    const { simulation, momentMs, listener } = this;
    const { nextAt } = listener;
    const untilMs = nextAt ?? (simulation.ended ? simulation.now : momentMs + SEARCHED_MS);
    return {
      searchedUntil: formatInstant(simulation.startMs + untilMs),
      searchedToEnd: nextAt === null && simulation.ended,
    };
  }
}
