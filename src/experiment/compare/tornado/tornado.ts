import { settingOf, type UncertainInput } from '../../../scenario/uncertain/uncertain-input.ts';
import type { Inquiry } from '../../execute/inquiry.ts';
import { differenceAt, lookAtGroups } from '../break-even/look-at.ts';
import type { FailedRun, TornadoBar } from '../comparison.ts';
import type { Entrant } from '../entrant.ts';
import type { Alternative } from '../plan/alternative.ts';
import { unitOf } from '../plan/range.ts';
import type { ReplicationOptions } from '../run-replications.ts';

/** Bars, the widest first, and the runs that failed on the way. */
export interface Tornado {
  readonly bars: readonly TornadoBar[];
  readonly failures: readonly FailedRun[];
}

/**
 * How far each uncertain input moves the differences of cost between alternatives: each is put at its 10th and at its 90th percentile,
 * the others at their medians. What an alternative does not have, or has for certain, is left as it is there.
 */
export function* tornado(entrants: readonly Entrant[], options: ReplicationOptions): Inquiry<Tornado> {
  const paths = [...new Set(entrants.flatMap((entrant) => inputsOf(entrant).map(({ path }) => path)))];
  const failures: FailedRun[] = [];
  if (paths.length === 0 || entrants.length < 2) return { bars: [], failures };
  const groups = paths.flatMap((path) =>
    (['low', 'high'] as const).map((end) => ({
      name: `${path} at its ${end} end`,
      alternatives: entrants.map((entrant) => withInputAt(entrant, path, end)),
    })),
  );
  const names = entrants.map(({ alternative }) => alternative.name);
  const sightings = yield* lookAtGroups(groups, options, failures);
  const bars = paths.flatMap((path, i) =>
    names.flatMap((a, first) =>
      names.slice(first + 1).flatMap((b): TornadoBar[] => {
        const [low, high] = [sightings[2 * i]!, sightings[2 * i + 1]!];
        const atLow = differenceAt(low, a, b, options.confidence)?.mean;
        const atHigh = differenceAt(high, a, b, options.confidence)?.mean;
        const input = entrants.flatMap(inputsOf).find((candidate) => candidate.path === path)!;
        if (atLow === undefined || atHigh === undefined) return [];
        return [{ path, ...unitOf(input), a, b, lowInput: input.low, highInput: input.high, atLow, atHigh }];
      }),
    ),
  );
  const swing = ({ atLow, atHigh }: TornadoBar) => Math.abs(atHigh - atLow);
  return { bars: bars.sort((one, other) => swing(other) - swing(one)), failures };
}

function inputsOf({ ended }: Entrant): readonly UncertainInput[] {
  return ended[0]?.uncertain ?? [];
}

/** The alternative with one input at an end, all others at their medians. */
function withInputAt(entrant: Entrant, path: string, end: 'low' | 'high'): Alternative {
  const { alternative } = entrant;
  const settings = inputsOf(entrant).map((input) =>
    settingOf(input, input.path === path ? input[end] : input.median),
  );
  return { ...alternative, settings: [...alternative.settings, ...settings] };
}
