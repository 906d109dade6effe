import * as z from 'zod';
import { DETAILED_MONITORING_METRICS } from '../../billing/meters/cloudwatch.ts';
import type { MeterName } from '../../billing/meters/registry.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { DAYS_30_MS, GIB, given, meterCost } from '../metered-cost.ts';

const TIB = 1024 * GIB;

/** Metrics, logs and where these are stored (billing spec section 6). */
export const cloudwatch: Adapter = adapter(
  'cloudwatch',
  form({ instances: z.int(), metricsEach: z.int(), rate: z.number() }, ({ instances, metricsEach, rate }) =>
    metricsEach === DETAILED_MONITORING_METRICS
      ? { total: monthOf('cloudwatch.metricMonth', instances * DETAILED_MONITORING_METRICS, rate) }
      : NOT_COVERED,
  ),
  form({ metrics: z.int(), rate: z.number() }, ({ metrics, rate }) => ({
    total: monthOf('cloudwatch.containerInsightsMetricMonth', metrics, rate),
  })),
  form(
    { ingestGb: z.int(), freeIngestGb: z.int(), storedGb: z.int(), freeStoredGb: z.int() },
    ({ ingestGb, freeIngestGb, storedGb, freeStoredGb }) =>
      answer(
        meterCost('logs.ingestGb', ingestGb * GIB, { free: freeIngestGb }),
        stored('logs.storageGbMonth', storedGb * GIB, freeStoredGb),
      ),
  ),
  form({ tb: z.int(), tbGb: z.literal(1024), storedTb: z.number() }, ({ tb, storedTb }) =>
    answer(meterCost('logs.vendedGb', tb * TIB), stored('logs.storageGbMonth', storedTb * TIB)),
  ),
  // The same to a bucket: the example says so by its name alone.
  form({ tb: z.int(), storedTb: z.number() }, ({ tb, storedTb }) =>
    answer(meterCost('logs.vendedToS3Gb', tb * TIB), stored('s3.gbMonth', storedTb * TIB)),
  ),
);

/** Things that are had all month at a given price. */
function monthOf(meter: MeterName, count: number, rate: number): number {
  return meterCost(meter, BigInt(count) * DAYS_30_MS, { tiers: given(rate) });
}

function stored(meter: MeterName, bytes: number, free = 0): number {
  return meterCost(meter, BigInt(bytes) * DAYS_30_MS, { free });
}

function answer(ingest: number, archive: number): unknown {
  return { ingest, archive, total: ingest + archive };
}
