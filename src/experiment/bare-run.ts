import type { Observer } from '../events/observer.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { advanceTo, type Progress } from '../simulation/advance.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { createFedSimulation } from './fed-simulation.ts';
import type { TraceFeed } from './run.ts';

/**
 * A run without bill and statistics, up to a moment: for questions about what stands where. It takes the same decisions as
 * a whole run, which no observer changes. Driven like a `ScenarioRun`.
 */
export class BareRun {
  readonly feeds: readonly TraceFeed[];
  readonly simulation: Simulation;
  /** Set when all that was asked is known: then the run is driven no further. */
  isAnswered = false;
  private readonly untilMs: number;

  /** `untilMs`: milliseconds from the start of the last instant that is run, whole; Infinity: to the end. */
  constructor(
    scenario: Scenario,
    observers: readonly Observer[],
    untilMs: number = Number.POSITIVE_INFINITY,
  ) {
    const { simulation, traces } = createFedSimulation(scenario, observers);
    this.simulation = simulation;
    this.feeds = traces;
    this.untilMs = untilMs;
  }

  get nowMs(): number {
    return this.simulation.now;
  }

  /** Where the drive ends, or `null` when the workloads decide. */
  get endMs(): number | null {
    const { durationMs } = this.simulation.scenario.simulation;
    const end = Math.min(this.untilMs, durationMs ?? Number.POSITIVE_INFINITY);
    return end === Number.POSITIVE_INFINITY ? null : end;
  }

  get events(): number {
    return this.simulation.events;
  }

  /** Runs up to and with `untilMs` or the moment it was made for, at most so many timers. */
  advance(untilMs: number, maxTimers: number): Progress {
    if (this.isAnswered) return 'ended';
    const progress = advanceTo(this.simulation, Math.min(untilMs, this.untilMs), maxTimers);
    return progress === 'reached' && this.untilMs <= untilMs ? 'ended' : progress;
  }
}
