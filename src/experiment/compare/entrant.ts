import type { ComparedOutcome } from '../execute/run-request.ts';
import { MEASURES, type Metric } from './measures.ts';
import type { Alternative } from './plan/alternative.ts';
import { type RecordedDays, recordedDays } from './recorded-days.ts';
import type { Replicated } from './run-replications.ts';

/** An alternative with what came of its runs, at least one of which ended. */
export interface Entrant {
  readonly alternative: Alternative;
  /** By replication; `null`: the run failed. */
  readonly outcomes: readonly (ComparedOutcome | null)[];
  /** Those that ended. */
  readonly ended: readonly ComparedOutcome[];
  /** USD of the whole days of a recording; `null`: nothing is recorded, or too few days to say anything about others. */
  readonly days: readonly number[] | null;
}

/** All alternatives of which a run has ended, and the days of the recording that they share. */
export interface Entrants {
  readonly list: readonly Entrant[];
  readonly recording: Recording;
}

/**
 * What no seed changed. `none`: nothing that counts. `exact`: all of it, and it is no recording but stated so. `repeated`, `short`:
 * a recording whose days say nothing about other days.
 */
export type Recording =
  | { readonly kind: 'none' | 'exact' | 'repeated' | 'short' }
  | { readonly kind: 'days'; readonly days: RecordedDays };

export function enterAll(alternatives: readonly Alternative[], replicated: Replicated): Entrants {
  const entered = alternatives.flatMap((alternative, i) => {
    const outcomes = replicated.outcomes[i]!;
    const ended = outcomes.filter((outcome) => outcome !== null);
    return ended.length === 0 ? [] : [{ alternative, outcomes, ended }];
  });
  const recording = recordingOf(entered, replicated.isSeedless);
  return {
    list: entered.map((entrant, i) => ({
      ...entrant,
      days: recording.kind === 'days' ? recording.days.costs[i]! : null,
    })),
    recording,
  };
}

function recordingOf(entered: readonly Omit<Entrant, 'days'>[], isSeedless: boolean): Recording {
  const facts = entered.map(({ alternative }) => alternative.facts);
  const isRecorded = facts.some((fact) => fact !== undefined && fact.recorded.length > 0);
  const isKnown = facts.every((fact) => fact !== undefined);
  if (entered.length === 0 || (!isRecorded && !isSeedless)) return { kind: 'none' };
  if (!isRecorded && isKnown) return { kind: 'exact' };
  if (facts.some((fact) => fact?.repeatsRecording === true)) return { kind: 'repeated' };
  const days = recordedDays(entered.map(({ ended }) => ended));
  return days === null ? { kind: 'short' } : { kind: 'days', days };
}

/** What several replications say of a metric; `null` when one of them has no such figure. */
export function figuresOf(outcomes: readonly ComparedOutcome[], metric: Metric): number[] | null {
  const figures = outcomes.map(MEASURES[metric]);
  return figures.every((figure) => figure !== null) ? figures : null;
}
