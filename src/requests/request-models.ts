import { bucketOf, bucketStart, LOWEST_VALUE } from '../kernel/log-buckets.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';
import { ResponseProfile } from './response-profile.ts';
import { type ServiceTime, scvOf } from './service-time.ts';

/**
 * Profiles and limits that were asked for, so that tasks of one kind share them. Holds nothing that does not follow from
 * what it is asked: no snapshot has it.
 */
export class RequestModels {
  private readonly profiles = new Map<string, ResponseProfile>();
  private readonly limits = new Map<string, ConcurrencyLimit>();

  /** The profile of tasks of `cores` each (any above 0). */
  profileOf(cores: number, service: ServiceTime, limit: ConcurrencyLimit | null): ResponseProfile {
    const rounded = roundedCores(cores);
    const key = `${rounded} ${service.kind} ${scvOf(service)} ${limit === null ? '' : limit.name}`;
    let profile = this.profiles.get(key);
    if (profile === undefined)
      this.profiles.set(key, (profile = new ResponseProfile(rounded, service, limit)));
    return profile;
  }

  /** The limit of `most` requests in a task of `cores` that each wait `waitMs` off the CPU and work `aloneMs` alone. */
  limitOf(cores: number, most: number, waitMs: number, aloneMs: number): ConcurrencyLimit {
    const rounded = roundedCores(cores);
    const waitWorks = roundedAmount(waitMs / aloneMs);
    const key = `${rounded} ${most} ${waitWorks}`;
    let limit = this.limits.get(key);
    if (limit === undefined) this.limits.set(key, (limit = new ConcurrencyLimit(rounded, most, waitWorks)));
    return limit;
  }
}

/** CPU that changes with the neighbours: within 3 % of it, so that it is not a new one at every instant. */
export function roundedCpu(cores: number): number {
  return cores < 1 ? roundedAmount(cores * 1024) / 1024 : roundedCores(cores);
}

/** Steps of a sixteenth of a core below 4, a quarter below 16, a whole one above; a task below one core is one slower core. */
function roundedCores(cores: number): number {
  const steps = cores < 4 ? 16 : cores < 16 ? 4 : 1;
  return Math.max(1, Math.floor(cores * steps + 0.5) / steps);
}

/** The middle of the amount's bucket, so within 0.8 % of it; less than a hundredth or so is nothing. */
export function roundedAmount(amount: number): number {
  if (amount < LOWEST_VALUE) return 0;
  const bucket = bucketOf(amount);
  return (bucketStart(bucket) + bucketStart(bucket + 1)) / 2;
}
