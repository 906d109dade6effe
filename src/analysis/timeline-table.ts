import type { RequestStep } from './request-statistics.ts';

/** What a row of the timeline is about: the run, or a cluster, service, capacity provider or Auto Scaling group by its name. */
export interface TimelineScope {
  readonly scope: 'run' | 'cluster' | 'service' | 'capacityProvider' | 'autoScalingGroup';
  /** Of a service `cluster/name`. */
  readonly name: string;
}

/** The state at the end of one step; lists are by scope. */
export interface TimelineStep {
  /** Milliseconds from the run's start. */
  readonly at: number;
  /** Task-milliseconds that tasks have been RUNNING since the warm-up. */
  readonly runningMs: number;
  /** Levels by `Quantity`; of Auto Scaling groups by `GroupLevel`. */
  readonly levels: readonly (readonly number[])[];
  /** What came since the step before; `null`: nothing comes to any service. */
  readonly requests: readonly (RequestStep | null)[] | null;
  /** Nano-USD since the beginning. */
  readonly costs: Float64Array;
}

/** The rows of a timeline, a step of them together: there is no object for a row, and levels that rest are kept once. */
export class TimelineTable {
  readonly scopes: readonly TimelineScope[];
  steps: TimelineStep[] = [];

  constructor(scopes: readonly TimelineScope[]) {
    this.scopes = scopes;
  }

  add(step: TimelineStep): void {
    const before = this.steps.at(-1);
    const levels = before === undefined ? step.levels : sharedLevels(before.levels, step.levels);
    this.steps.push(levels === step.levels ? step : { ...step, levels });
  }
}

/** The earlier lists where nothing has changed. */
function sharedLevels(
  before: TimelineStep['levels'],
  levels: TimelineStep['levels'],
): TimelineStep['levels'] {
  const shared = levels.map((list, i) => (areEqual(before[i]!, list) ? before[i]! : list));
  return shared.every((list, i) => list === before[i]) ? before : shared;
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
