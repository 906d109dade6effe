import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TraceSource } from '../../../src/environment/traces/trace-source.ts';
import { readTraceNaively } from './naive-trace.ts';
import { bytesOf, outcomeOf, readTasks, traceSpec } from './trace-support.ts';

describe('a source and a reader that has the whole file', () => {
  test('give the same tasks, or refuse the same cell, however the bytes come and wherever they are stopped', () => {
    let refused = 0;
    let tasks = 0;
    fc.assert(
      fc.property(
        trace,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 9 }),
        (given, chunkBytes, every) => {
          const content = bytesOf(given.text);
          const source = () => new TraceSource(given.spec, 'jobs.csv', given.resolutionMs);
          const restart = (step: number) => (step % every === 0 ? source() : null);
          const expected = outcomeOf(() => readTraceNaively(content, given.spec, given.resolutionMs));
          const received = outcomeOf(() => readTasks(source(), content, chunkBytes, restart));
          expect(received).toEqual(expected);
          if (typeof expected === 'string') refused++;
          else tasks += expected.length;
        },
      ),
      { numRuns: 1200, seed: 21 },
    );
    expect(refused).toBeGreaterThan(100);
    expect(tasks).toBeGreaterThan(5000);
  });
});

const mostly = <T>(usual: fc.Arbitrary<T>, ...unusual: fc.Arbitrary<T>[]) =>
  fc.oneof({ weight: 300, arbitrary: usual }, ...unusual.map((arbitrary) => ({ weight: 1, arbitrary })));
const bad = fc.constantFrom('x', '-1', '1e999', 'NaN', '0x1');
const blank = fc.constantFrom('', ' ');
const numberCell = mostly(
  fc.oneof(
    fc.integer({ min: 0, max: 400 }).map(String),
    fc.constantFrom('0', '0.25', '1.75', '007', '2.0005'),
  ),
  blank,
  bad,
);

const trace = fc
  .record({
    gaps: fc.array(fc.constantFrom(0, 0, 1, 1.5, 30, 300), { maxLength: 25 }),
    cells: fc.array(fc.array(numberCell, { minLength: 5, maxLength: 5 }), { minLength: 25, maxLength: 25 }),
    counts: fc.array(mostly(fc.constantFrom('1', '2', '5', '0'), blank, fc.constantFrom('1.5', '1000001')), {
      minLength: 25,
      maxLength: 25,
    }),
    ids: fc.array(fc.constantFrom('', 'one', 'two', 'drei, "vier"'), { minLength: 25, maxLength: 25 }),
    groups: fc.array(fc.constantFrom('', 'blue', 'grün'), { minLength: 25, maxLength: 25 }),
    unsorted: mostly(fc.constant(false), fc.constant(true)),
    short: mostly(fc.constant(false), fc.constant(true)),
    oneSize: fc.boolean(),
    byEnd: fc.boolean(),
    withGpus: fc.boolean(),
    withGpuMilli: fc.boolean(),
    withCount: fc.boolean(),
    whereGroup: fc.constantFrom(null, 'blue', 'grün'),
    cpuUnit: fc.constantFrom('vcpu' as const, 'cpuMilli' as const, 'cpu' as const),
    memoryUnit: fc.constantFrom('memoryGiB' as const, 'memoryMib' as const),
    missing: fc.constantFrom('error' as const, 'skip' as const),
    zeroDuration: fc.constantFrom('run' as const, 'skip' as const),
    timeUnitMs: fc.constantFrom(1, 1000),
    timeScale: fc.constantFrom(1, 0.5, 3),
    fromUnits: fc.constantFrom(0, 0, 31),
    repeat: fc.integer({ min: 1, max: 3 }),
    amplify: fc.integer({ min: 1, max: 3 }),
    resolutionMs: fc.constantFrom(1, 1000, 250),
  })
  .map((given) => {
    let submitted = 0;
    const lines = given.gaps.map((gap, i) => {
      submitted = given.unsorted && i === 9 ? 0 : submitted + gap;
      const [duration, started, vcpu, memory, gpus] = given.cells[i]!;
      const id = `"${given.ids[i]!.replaceAll('"', '""')}"`;
      const ended =
        given.byEnd && /^\d+$/.test(started!) && /^\d+$/.test(duration!)
          ? Number(started) + Number(duration)
          : duration;
      const cells = [
        id,
        given.groups[i],
        submitted,
        started,
        ended,
        vcpu,
        memory,
        gpus,
        given.counts[i],
        'unread',
      ];
      return (given.short && i === 12 ? cells.slice(1) : cells).join(',');
    });
    const spec = traceSpec({
      ...given,
      where: given.whereGroup === null ? {} : { group: given.whereGroup },
      fromMs: given.fromUnits * given.timeUnitMs,
      columns: {
        ...(given.byEnd ? { duration: null, started: 'started', ended: 'duration' } : {}),
        cpu: { column: 'vcpu', unit: given.cpuUnit },
        memory: { column: given.oneSize ? 'vcpu' : 'memory', unit: given.memoryUnit },
        gpus: given.withGpus ? 'gpus' : null,
        gpuMilli: given.withGpuMilli ? 'memory' : null,
        count: given.withCount ? 'count' : null,
        taskId: 'id',
        group: 'group',
      },
    });
    const text = ['id,group,t,started,duration,vcpu,memory,gpus,count,note', ...lines].join('\n');
    return { spec, text, resolutionMs: given.resolutionMs };
  });
