import type { LogHistogram } from '../kernel/log-histogram.ts';
import { exp } from '../units/elementary.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';
import { type Congestion, congestionAt } from './congestion.ts';
import { CellBuilder, type ResponseCells } from './response-cells.ts';
import { type ServiceTime, scvOf } from './service-time.ts';
import { bucketUtilisation, UTILISATION_BUCKETS } from './utilisation-buckets.ts';
import { type Stratum, strataOf } from './work-strata.ts';

/**
 * How long requests take in a task that shares its cores evenly among them, none with more than one (M/G/c-PS,
 * autoscaling: ), by bucket of utilisation (`utilisationBucket`). Times are multiples of the mean work's time
 * alone (`aloneMs`), so that services of the same cores and kind of work share a profile. A bucket is worked out when it
 * is first asked for.
 *
 * Means are exact. Percentiles are approximate: a request of work x takes x times a slowdown whose mean does not depend on
 * x; its variance goes from that of the number of requests at one instant, for short ones, to that of a mean over many
 * comings and goings, for long ones. Whoever is slowed down at all is so by a gamma variable of that mean and variance,
 * which near saturation is the exponential one of theory. Within 5 % of simulations from 0.5 to 16 cores.
 */
export class ResponseProfile {
  private readonly cores: number;
  private readonly limit: ConcurrencyLimit | null;
  private readonly scv: number;
  private readonly strata: readonly Stratum[];
  private readonly known: (ResponseCells | null)[] = Array.from({ length: UTILISATION_BUCKETS }, () => null);

  /** `cores` of one task, at least 1: a smaller task is one slower core. With a limit the utilisation is that offered. */
  constructor(cores: number, service: ServiceTime, limit: ConcurrencyLimit | null = null) {
    this.cores = cores;
    this.limit = limit;
    this.scv = scvOf(service);
    this.strata = strataOf(service);
  }

  /**
   * Adds `weight` requests that were served at a bucket of utilisation. `aloneMs` is the mean work's time alone, `waitMs` each
   * request's time off the CPU.
   */
  addTo(responses: LogHistogram, bucket: number, weight: number, aloneMs: number, waitMs: number): void {
    const { values, shares } = (this.known[bucket] ??= this.cellsAt(bucketUtilisation(bucket)));
    responses.addScaled(values, shares, values.length, aloneMs, waitMs, weight);
  }

  private cellsAt(utilisation: number): ResponseCells {
    const room = this.limit === null ? null : this.limit.roomAt(utilisation);
    const congestion = congestionAt(this.cores, utilisation, room);
    const stays = congestion.stays * memoryOf(this.scv, utilisation);
    const cells = new CellBuilder();
    for (const stratum of this.strata) addStratum(cells, stratum, congestion, stays);
    return cells.finish(1 + congestion.mean);
  }
}

/**
 * How much longer the number of requests stays alike than with exponential work: like the mean rest of work for work that
 * varies more. Work that varies less ends before that matters: at 1 - utilisation of the rate for exponential work
 * near saturation, and like the rest of work (0.74 for constant work) when idle.
 */
function memoryOf(scv: number, utilisation: number): number {
  return scv >= 1 ? (1 + scv) / 2 : 1 - 0.26 * (1 - scv) * (1 - utilisation);
}

/** Requests that are slowed down more rarely than this are not. */
const NEGLIGIBLE = 1e-9;

function addStratum(cells: CellBuilder, stratum: Stratum, congestion: Congestion, stays: number): void {
  const { share, work, parts } = stratum;
  const { mean, variance } = congestion;
  const slowed = 1 - congestion.free * exp(-congestion.leavesFree * work);
  for (const part of parts) cells.add(part.work, part.share * (1 - slowed));
  if (slowed < NEGLIGIBLE || mean === 0) return;
  const meanOfSlowed = mean / slowed;
  const square = variance * averaged(work / stays) + mean * mean;
  // A mean over few free moments can come out less varied than the free moments alone would have it.
  const least = LEAST_VARIANCE * meanOfSlowed * meanOfSlowed;
  cells.addGamma(
    work,
    meanOfSlowed,
    Math.max(least, square / slowed - meanOfSlowed * meanOfSlowed),
    share * slowed,
  );
}

const LEAST_VARIANCE = 1e-4;

/** What is left of a variance in the mean over `times` the time in which its correlation falls by e. */
function averaged(times: number): number {
  return times < 1e-3 ? 1 - times / 3 : (2 * (times - 1 + exp(-times))) / (times * times);
}
