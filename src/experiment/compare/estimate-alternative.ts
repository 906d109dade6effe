import type { ComparedOutcome } from '../execute/run-request.ts';
import { tidy } from '../tidy.ts';
import type { BrokenAssertion, ComparedAlternative, Estimate } from './comparison.ts';
import { type Entrant, figuresOf } from './entrant.ts';
import { MEASURES } from './measures.ts';
import { spreadOfDays } from './recorded-days.ts';
import { sampleOf } from './statistics/sample.ts';
import { intervalOf, type Spread, spreadOf, withSpread } from './statistics/spread.ts';

/** What the replications of one alternative say of it, each interval by itself. */
export function estimateAlternative(entrant: Entrant, confidence: number): ComparedAlternative {
  const { alternative, ended, days } = entrant;
  const estimate = (figures: readonly number[]) =>
    atLeastZero(intervalOf(spreadOf(sampleOf(figures)), confidence));
  const costs = ended.map(({ cost }) => cost.total);
  const total = sampleOf(costs);
  const spread =
    days === null ? spreadOf(total) : withSpread(spreadOfDays(total.mean, days), spreadOf(total));
  const monthly = sampleOf(ended.map(({ cost }) => cost.monthly)).mean;
  const latency = figuresOf(ended, 'latency');
  const broken = brokenAssertions(ended);
  return {
    name: alternative.name,
    set: alternative.settings,
    cost: atLeastZero(intervalOf(spread, confidence)),
    monthly: atLeastZero(intervalOf(scaled(spread, total.mean === 0 ? 1 : monthly / total.mean), confidence)),
    // Of runs in which tasks started.
    wait: estimate(ended.map(MEASURES.wait).filter((seconds) => seconds !== null)),
    latency: latency === null ? null : estimate(latency),
    unserved: estimate(figuresOf(ended, 'unserved') ?? []),
    utilization: ended.some(({ utilization }) => utilization.cpu.registered > 0)
      ? {
          cpu: estimate(ended.map(({ utilization }) => utilization.cpu.reservedFraction)),
          memory: estimate(ended.map(({ utilization }) => utilization.memory.reservedFraction)),
        }
      : null,
    capacity: null,
    replications: ended.length,
    ...packingOf(ended, estimate),
    ...(broken.length === 0 ? {} : { brokenAssertions: broken }),
  };
}

/** Of runs that all had tasks on instances and measured how these were packed. */
function packingOf(
  ended: readonly ComparedOutcome[],
  estimate: (figures: readonly number[]) => Estimate,
): Pick<ComparedAlternative, 'packing'> {
  const measured = ended.flatMap(({ packing }) =>
    packing === undefined || packing.gap.hours === null ? [] : [{ ...packing, over: packing.gap.hours }],
  );
  if (measured.length === 0 || measured.length < ended.length) return {};
  return {
    packing: {
      hours: estimate(measured.map(({ instances }) => instances.hours)),
      bound: estimate(measured.map(({ oracle }) => oracle.hours)),
      gap: estimate(measured.map(({ over }) => over)),
    },
  };
}

/** Nothing that is measured is below 0, whatever a wide interval says. */
function atLeastZero({ mean, low, high }: Estimate): Estimate {
  return {
    mean: tidy(mean),
    low: low === null ? null : tidy(mean < 0 ? low : Math.max(0, low)),
    high: high === null ? null : tidy(high),
  };
}

function scaled({ mean, error }: Spread, factor: number): Spread {
  if (error === null) return { mean: mean * factor, error };
  return { mean: mean * factor, error: { ...error, standardError: error.standardError * factor } };
}

function brokenAssertions(outcomes: readonly ComparedOutcome[]): BrokenAssertion[] {
  const runs = new Map<string, BrokenAssertion>();
  for (const { assertions } of outcomes)
    for (const { that, limit, holds } of assertions) {
      const key = JSON.stringify([that, limit]);
      if (!holds) runs.set(key, { that, limit, runs: (runs.get(key)?.runs ?? 0) + 1 });
    }
  return [...runs.values()];
}
