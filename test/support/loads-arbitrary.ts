import fc from 'fast-check';
import type { Series } from '../../src/environment/arrivals/arrivals-spec.ts';
import type {
  CpuTimeSpec,
  LoadSpec,
  QueueSpec,
  RequestsSpec,
  ServiceSpec,
} from '../../src/scenario/scenario.ts';
import { NO_TRAFFIC } from './scenario.ts';

/** Steps over so many milliseconds at most, with gaps, overload and a rate that stays. */
function seriesArbitrary(lastMs: number, mostPerSecond: number): fc.Arbitrary<Series> {
  const rate = fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: mostPerSecond * 16 }).map((sixteenths) => sixteenths / 16),
  );
  return fc
    .record({
      steps: fc.uniqueArray(fc.tuple(fc.nat(lastMs), rate), {
        selector: ([at]) => at,
        minLength: 1,
        maxLength: 5,
      }),
      fromStart: fc.boolean(),
      ends: fc.boolean(),
      repeat: fc.boolean(),
    })
    .map(({ steps, fromStart, ends, repeat }) => {
      const inOrder = steps.sort(([a], [b]) => a - b);
      const atMs = inOrder.map(([at], i) => (i === 0 && fromStart ? 0 : at));
      const endMs = ends ? atMs.at(-1)! + 30_000 : null;
      return {
        atMs,
        perSecond: inOrder.map(([, perSecond]) => perSecond),
        endMs,
        repeat: repeat && endMs !== null,
      };
    });
}

const cpuTime: fc.Arbitrary<CpuTimeSpec> = fc.constantFrom<CpuTimeSpec>(
  { kind: 'lognormal', meanMs: 20, scv: 4 },
  { kind: 'exponential', meanMs: 50 },
  { kind: 'constant', meanMs: 8 },
  { kind: 'lognormal', meanMs: 300, scv: 1 },
);
const usage = fc.record({
  cpu: fc.constantFrom(0, 0, 0.2, 1, 2.5),
  memory: fc.constantFrom(0, 0.5, 0.5, 0.9, 0.9, 1, 1.2),
});
const work = fc.record({
  noise: fc.constantFrom<RequestsSpec['noise']>('poisson', 'exact'),
  cpuTime,
  waitMs: fc.constantFrom(0, 0, 40),
  memoryMib: fc.constantFrom(0, 0, 1, 20),
  timeoutMs: fc.constantFrom(60_000, 60_000, 1000, 150),
  mostPerTask: fc.constantFrom(null, null, 1, 8, 200),
});
const perRequest = fc.constantFrom(1, 0.3, 2.5);
const EMPTY = { rate: null, traffic: NO_TRAFFIC, logBytesPerRequest: 0, calls: [], queue: null } as const;

/** What becomes of the requests of two services: the second may be called by the first, and either may be left alone. */
export function loadsArbitrary(lastMs: number, mostPerSecond: number): fc.Arbitrary<LoadSpec[]> {
  const series = seriesArbitrary(lastMs, mostPerSecond);
  const queue: fc.Arbitrary<QueueSpec> = fc.record({
    messages: seriesArbitrary(lastMs, Math.ceil(mostPerSecond / 10)),
    workMs: fc.constantFrom(400, 5000),
    visibilityTimeoutMs: fc.constantFrom(0, 30_000, 200_000),
  });
  return fc
    .record({
      form: fc.constantFrom('nothing', 'usage', 'one', 'two', 'called', 'both', 'queue'),
      usages: fc.tuple(usage, usage),
      works: fc.tuple(work, work),
      rates: fc.tuple(series, series),
      queue,
      perRequest,
    })
    .map(({ form, usages, works, rates, queue: own, perRequest: calls }) => {
      const load = (service: number, requests: Partial<RequestsSpec> | null): LoadSpec => ({
        name: `web${service}`,
        service,
        usage: usages[service]!,
        requests: requests === null ? null : { ...EMPTY, ...works[service]!, ...requests },
      });
      switch (form) {
        case 'usage':
          return [load(0, null)];
        case 'one':
          return [load(0, { rate: rates[0] })];
        case 'two':
          return [load(0, { rate: rates[0] }), load(1, { rate: rates[1] })];
        case 'called':
        case 'both':
          return [
            load(0, { rate: rates[0], calls: [{ load: 1, perRequest: calls, bytes: 0 }] }),
            load(1, { rate: form === 'both' ? rates[1] : null }),
          ];
        case 'queue':
          return [
            load(0, { queue: own, mostPerTask: works[0].mostPerTask ?? 1 }),
            load(1, { rate: rates[1] }),
          ];
        default:
          return [];
      }
    });
}

/** How callers find the tasks of a service. */
export const discovery: fc.Arbitrary<ServiceSpec['discovery']> = fc.constantFrom<ServiceSpec['discovery']>(
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'dns', ttlMs: 45_000 },
  { kind: 'serviceConnect', perRequestTimeoutMs: 15_000 },
  { kind: 'serviceConnect', perRequestTimeoutMs: 100 },
);
