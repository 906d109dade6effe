import type { FailedRun } from '../compare/comparison.ts';
import type { Inquiry } from '../execute/inquiry.ts';
import type { ComparedOutcome, RunReply, RunRequest } from '../execute/run-request.ts';

/** An alternative whose capacity is searched for. */
export interface SearchedAlternative {
  readonly name: string;
  /** Which of the scenarios that the executor was opened with. */
  readonly scenario: number;
  /** `PATH=VALUE` by which it differs from that one. */
  readonly settings: readonly string[];
}

/** The runs of an alternative with some more settings, one a seed; or the first that failed. */
export type SeededRuns = { readonly outcomes: readonly ComparedOutcome[] } | { readonly failed: FailedRun };

/** One list of runs: the alternative with each of the lists of settings, under each seed. */
export function* runSeeds(
  alternative: SearchedAlternative,
  variants: readonly { readonly label: string; readonly settings: readonly string[] }[],
  seeds: readonly string[],
): Inquiry<SeededRuns[]> {
  const requests = variants.flatMap(({ label, settings }) =>
    seeds.map(
      (seed): RunRequest => ({
        id: [alternative.name, ...(label === '' ? [] : [label]), `seed ${seed}`].join(', '),
        scenario: alternative.scenario,
        settings: [...alternative.settings, ...settings],
        seed,
      }),
    ),
  );
  const replies = yield requests;
  return variants.map((_, i) =>
    seededRuns(alternative.name, replies.slice(i * seeds.length, (i + 1) * seeds.length), seeds),
  );
}

function seededRuns(name: string, replies: readonly RunReply[], seeds: readonly string[]): SeededRuns {
  const outcomes: ComparedOutcome[] = [];
  for (const [i, reply] of replies.entries()) {
    if ('failure' in reply) return { failed: { alternative: name, seed: seeds[i]!, message: reply.failure } };
    outcomes.push(reply.outcome);
  }
  return { outcomes };
}
