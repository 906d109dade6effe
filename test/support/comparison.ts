import type { Alternative } from '../../src/experiment/compare/plan/alternative.ts';
import type { Inquiry } from '../../src/experiment/execute/inquiry.ts';
import type { ComparedOutcome, RunReply, RunRequest } from '../../src/experiment/execute/run-request.ts';
import { EMPTY_OUTCOME } from './outcome.ts';

/** What a run came to, as far as a test cares; `cost` in USD. */
export interface Figures {
  readonly cost?: number;
  readonly wait?: number;
  readonly digest?: string;
  readonly hours?: readonly number[];
  readonly outcome?: Partial<ComparedOutcome>;
}

/** The outcome of an hour, or of so many hours as are given, with these figures. */
export function comparedOutcome({
  cost,
  wait = 0,
  digest = 'same',
  hours,
  outcome = {},
}: Figures): ComparedOutcome {
  const usd = hours ?? [cost ?? 0];
  const total = cost ?? usd.reduce((sum, value) => sum + value, 0);
  const {
    timeline: _,
    costs: __,
    activities: ___,
    activitiesLeftOut: ____,
    alarms: _____,
    ...kept
  } = EMPTY_OUTCOME;
  const end = new Date(Date.parse(kept.simulation.start) + usd.length * 3_600_000).toISOString();
  return {
    ...kept,
    digest,
    simulation: { ...kept.simulation, end, durationSeconds: usd.length * 3600 },
    cost: { ...kept.cost, total, monthly: (total * 730) / usd.length },
    tasks: { ...kept.tasks, requested: 100, started: 100, wait: { ...kept.tasks.wait, p95: wait } },
    hourlyCost: { from: kept.simulation.start, usd },
    ...outcome,
  };
}

export function alternative(name: string, scenario = 0): Alternative {
  return { name, scenario, settings: [] };
}

/** Answers an inquiry by a function in the place of runs; what it throws is a run that failed. */
export function answer<T>(inquiry: Inquiry<T>, run: (request: RunRequest) => ComparedOutcome): T {
  for (let step = inquiry.next(); ; ) {
    if (step.done === true) return step.value;
    step = inquiry.next(
      step.value.map((request): RunReply => {
        try {
          return { id: request.id, outcome: run(request) };
        } catch (error) {
          return { id: request.id, failure: (error as Error).message };
        }
      }),
    );
  }
}
