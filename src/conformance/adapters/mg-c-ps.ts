import * as z from 'zod';
import { LogHistogram } from '../../kernel/log-histogram.ts';
import { congestionAt } from '../../requests/congestion.ts';
import { erlangC } from '../../requests/erlang-c.ts';
import { ResponseProfile } from '../../requests/response-profile.ts';
import type { ServiceTime } from '../../requests/service-time.ts';
import { utilisationBucket } from '../../requests/utilisation-buckets.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Response times in a task that shares its cores evenly (autoscaling: ). */
export const mgCPs: Adapter = adapter(
  'mg-c-ps',
  form(
    {
      c: z.int().min(1).max(192),
      rho: z.number().min(0).max(0.99),
      meanService: z.number().positive(),
      arrivals: z.literal('Poisson'),
      discipline: z.literal('PS, at most 1 core per request'),
    },
    ({ c, rho, meanService }) => ({
      erlangC: erlangC(c, rho),
      meanResponseExact: meanService * (1 + congestionAt(c, rho, null).mean),
      exponential: percentiles(c, rho, { kind: 'exponential', meanMs: meanService }),
      lognormalScv4: percentiles(c, rho, { kind: 'lognormal', meanMs: meanService, scv: 4 }),
    }),
  ),
);

function percentiles(cores: number, utilisation: number, service: ServiceTime): Record<string, number> {
  const responses = new LogHistogram();
  new ResponseProfile(cores, service).addTo(responses, utilisationBucket(utilisation), 1, service.meanMs, 0);
  return { p50: responses.quantile(0.5), p95: responses.quantile(0.95), p99: responses.quantile(0.99) };
}
