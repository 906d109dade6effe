import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputFileError } from '../../../src/environment/input-file-error.ts';
import { TraceSource } from '../../../src/environment/traces/trace-source.ts';
import type { TraceSpec } from '../../../src/environment/traces/trace-spec.ts';
import type { TraceTaskSource } from '../../../src/simulation/workload.ts';
import { NaiveError, type NaiveTask, readTraceNaively } from './naive-trace.ts';
import { bytesOf, feed, readTasks, traceSpec } from './trace-support.ts';

function tasksOf(text: string, spec: TraceSpec = traceSpec(), resolutionMs = 1): NaiveTask[] {
  const source: TraceTaskSource & TraceSource = new TraceSource(spec, 'jobs.csv', resolutionMs);
  return readTasks(source, bytesOf(text), 7);
}

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

function outcomeOf(read: () => NaiveTask[]): NaiveTask[] | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof NaiveError) return error.message;
    if (!(error instanceof InputFileError)) throw error;
    return [error.problem.line, error.problem.column].filter((part) => part !== undefined).join(' ');
  }
}

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
        count: given.withCount ? 'count' : null,
        taskId: 'id',
        group: 'group',
      },
    });
    const text = ['id,group,t,started,duration,vcpu,memory,gpus,count,note', ...lines].join('\n');
    return { spec, text, resolutionMs: given.resolutionMs };
  });

describe('what a row says', () => {
  const HEADER = 't,duration,vcpu,memory\n';

  test('a specimen', () => {
    expect(tasksOf(`${HEADER}0,60,0.5,1.75\n2.5,0.0001,0,0\n`)).toEqual([
      { at: 0, durationMs: 60_000, cpu: 512, memory: 1792, gpu: 0, taskId: '', group: '' },
      { at: 2500, durationMs: 1, cpu: 1, memory: 0, gpu: 0, taskId: '', group: '' },
    ]);
  });

  test('no row, no task', () => {
    expect(tasksOf(HEADER)).toEqual([]);
    expect(tasksOf(HEADER.trim(), traceSpec({ repeat: 5 }))).toEqual([]);
  });

  test('sizes are rounded to the nearest unit and MiB, at least one unit of CPU', () => {
    const columns = {
      cpu: { column: 'vcpu', unit: 'cpuMilli' },
      memory: { column: 'memory', unit: 'memoryMib' },
    } as const;
    const sizes = tasksOf(
      `${HEADER}0,1,1000,512.5\n0,1,1500,512.4\n0,1,1,0.5\n0,1,3,7\n`,
      traceSpec({ columns }),
    );
    expect(sizes.map(({ cpu, memory }) => [cpu, memory])).toEqual([
      [1024, 513],
      [1536, 512],
      [1, 1],
      [3, 7],
    ]);
  });

  test('a part of a GPU becomes a whole one, and is counted', () => {
    const source = new TraceSource(traceSpec({ columns: { gpus: 'gpus' } }), 'jobs.csv', 1);
    const text = 't,duration,vcpu,memory,gpus\n0,1,1,1,0.25\n0,1,1,1,2\n0,1,1,1,0\n0,1,1,1,1.5\n';
    expect(readTasks(source, bytesOf(text), 9).map((task) => task.gpu)).toEqual([1, 2, 0, 2]);
    expect(source.counts.fractionalGpus).toBe(2);
    expect(source.notes()).toEqual([
      {
        code: 'trace-fractional-gpus',
        message: 'jobs.csv: 2 rows ask for a part of a GPU and got whole ones, as ECS has no parts.',
        count: 2,
      },
    ]);
  });

  test('the grid: the nearest step, and what lasts lasts at least one', () => {
    const tasks = tasksOf(`${HEADER}0.4,0,1,1\n0.5,0.1,1,1\n29,1.5,1,1\n`, traceSpec(), 1000);
    expect(tasks.map(({ at, durationMs }) => [at, durationMs])).toEqual([
      [0, 0],
      [1000, 1000],
      [29_000, 2000],
    ]);
  });

  test('ids and groups: an empty cell says nothing, further tasks of a row are numbered', () => {
    const columns = { taskId: 'id', group: 'team', count: 'n' };
    const text = 't,duration,vcpu,memory,id,team,n\n0,1,1,1,a,red,2\n5,1,1,1,,,1\n9,1,1,1,b,red,0\n';
    const tasks = tasksOf(text, traceSpec({ columns, repeat: 2 }));
    expect(tasks.map(({ taskId, group }) => [taskId, group])).toEqual([
      ['a', 'red'],
      ['a-2', 'red'],
      ['', ''],
      ['a-3', 'red'],
      ['a-4', 'red'],
      ['', ''],
    ]);
  });

  test('texts of one hash stay apart', () => {
    const groups = ['Aa', 'BB', 'Aa', '"A""a"', 'A"a'];
    const text = `t,duration,vcpu,memory,team\n${groups.map((group) => `0,1,1,1,${group}\n`).join('')}`;
    const tasks = tasksOf(text, traceSpec({ columns: { group: 'team' } }));
    expect(tasks.map((task) => task.group)).toEqual(['Aa', 'BB', 'Aa', 'A"a', 'A"a']);
  });

  test('one column may say several things', () => {
    const columns = {
      duration: null,
      started: 't',
      ended: 'end',
      memory: { column: 'vcpu', unit: 'memoryGiB' },
    } as const;
    expect(tasksOf('t,end,vcpu\n5,7,2\n9,19,3\n', traceSpec({ columns }))).toMatchObject([
      { at: 5000, durationMs: 2000, cpu: 2048, memory: 2048 },
      { at: 9000, durationMs: 10_000, cpu: 3072, memory: 3072 },
    ]);
  });

  test('started and ended make the duration', () => {
    const columns = { duration: null, started: 'a', ended: 'b' };
    const tasks = tasksOf(
      't,a,b,vcpu,memory\n0,10,12.5,1,1\n0,,3,1,1\n',
      traceSpec({ columns, missing: 'skip' }),
    );
    expect(tasks.map((task) => task.durationMs)).toEqual([2500]);
  });
});

describe('times', () => {
  const rows = (...times: (number | string)[]) =>
    `t,duration,vcpu,memory\n${times.map((t) => `${t},1,1,1\n`).join('')}`;
  const timesOf = (text: string, spec: TraceSpec) => tasksOf(text, spec).map((task) => task.at);

  test('`from` leaves out what is earlier and becomes the start', () => {
    expect(timesOf(rows(0, 99, 100, 160), traceSpec({ fromMs: 100_000 }))).toEqual([0, 60_000]);
  });

  test('timeScale stretches what lies between submissions, not durations', () => {
    const [, second] = tasksOf(rows(10, 20), traceSpec({ timeScale: 2.5 }));
    expect(second).toMatchObject({ at: 50_000, durationMs: 1000 });
  });

  test('a pass begins one mean distance behind the last submission, so a grid stays a grid', () => {
    const spec = traceSpec({ repeat: 3 });
    expect(timesOf(rows(0, 0, 300, 300, 600), spec).filter((_, i) => i % 5 === 0)).toEqual([
      0, 900_000, 1_800_000,
    ]);
    expect(timesOf(rows(50, 60, 90), spec)).toEqual(
      [50, 60, 90, 110, 120, 150, 170, 180, 210].map((s) => s * 1000),
    );
  });

  test('passes cannot follow each other when nothing says how far apart', () => {
    expect(() => timesOf(rows(5, 5), traceSpec({ repeat: 2 }))).toThrow(
      'jobs.csv:3: column "t": expected two different times or more, so that `repeat` knows when to begin again, received one.',
    );
  });

  test('ISO instants count from the first row, with or without a zone', () => {
    const text = rows('2017-03-01T10:00:00Z', '2017-03-01T11:00:00+00:30', '2017-03-01 10:45:00');
    expect(timesOf(text, traceSpec())).toEqual([0, 1_800_000, 2_700_000]);
    expect(timesOf(text, traceSpec({ fromMs: 60_000 }))).toEqual([1_740_000, 2_640_000]);
    expect(timesOf(text, traceSpec({ fromInstantMs: Date.UTC(2017, 2, 1, 10, 20) }))).toEqual([
      600_000, 1_500_000,
    ]);
  });

  test('instants tell when a task ended, too', () => {
    const columns = { duration: null, started: 't', ended: 'end' };
    const text = 't,end,vcpu,memory\n2017-03-01T10:00:00Z,2017-03-01T10:00:30Z,1,1\n';
    expect(tasksOf(text, traceSpec({ columns }))[0]).toMatchObject({ at: 0, durationMs: 30_000 });
  });

  test.each([
    [rows('2017-03-01T10:00:00Z', '7'), {}, 3, 'an ISO 8601 instant, received "7"'],
    [
      rows('7', '2017-03-01T10:00:00Z'),
      {},
      3,
      'a time from 0 up, within 8,900 years, received "2017-03-01T10:00:00Z"',
    ],
    [rows('7'), { fromInstantMs: 0 }, 2, 'an ISO 8601 instant, received "7"'],
    [
      rows('2017-02-29T10:00:00Z'),
      {},
      2,
      'a time from 0 up, within 8,900 years, received "2017-02-29T10:00:00Z"',
    ],
    [rows(1e11), { timeScale: 1e6 }, 2, 'a time within 8,900 years of the start, received "100000000000"'],
    [rows(5, 4.9), {}, 3, 'a time at or after that of the row before, received "4.9"'],
  ])('%j is refused', (text, parts, line, sentence) => {
    expect(() => timesOf(text, traceSpec(parts))).toThrow(
      `jobs.csv:${line}: column "t": expected ${sentence}.`,
    );
  });

  test('the order is that of the rows that `where` keeps', () => {
    const text = 't,duration,vcpu,memory,series\n9,1,1,1,a\n3,1,1,1,b\n4,1,1,1,b\n';
    expect(timesOf(text, traceSpec({ where: { series: 'b' } }))).toEqual([3000, 4000]);
  });
});

describe('rows left out are counted', () => {
  const spec = traceSpec({
    where: { kind: 'x' },
    fromMs: 1000,
    missing: 'skip',
    zeroDuration: 'skip',
    repeat: 3,
  });
  const text =
    't,duration,vcpu,memory,kind\n0,1,1,1,y\n0,1,1,1,x\n1,,1,1,x\n2,0,1,1,x\n3,1,1,1,x\n4,1,1,,x\n5,1,1,1,x\n';

  test('once, however often the trace is repeated', () => {
    const sources = [new TraceSource(spec, 'jobs.csv', 1)];
    const restart = () => sources[sources.push(new TraceSource(spec, 'jobs.csv', 1)) - 1]!;
    expect(readTasks(sources[0]!, bytesOf(text), 11, restart).length).toBe(6);
    const source = sources.at(-1)!;
    expect(source.counts).toEqual({
      read: 7,
      skippedByWhere: 1,
      skippedByFrom: 1,
      skippedMissing: 2,
      skippedZeroDuration: 1,
      admitted: 2,
      fractionalGpus: 0,
    });
    expect(source.notes().map((note) => note.message)).toEqual([
      'jobs.csv: 2 rows were left out because a cell that a task needs is empty.',
      'jobs.csv: one row was left out because it lasts no time.',
    ]);
  });

  test('a trace that gives no task says so', () => {
    const source = new TraceSource(traceSpec({ where: { kind: 'z' } }), 'jobs.csv', 1);
    expect(readTasks(source, bytesOf(text), 11)).toEqual([]);
    expect(source.notes()[0]!.message).toBe('jobs.csv: 7 rows were read and none became a task.');
  });
});

describe('hostile files', () => {
  const HEADER = 't,duration,vcpu,memory';
  test.each([
    ['an empty file', '', 'jobs.csv:1: expected a header row, received an empty file.'],
    ['a mark alone', '\uFEFF\n\n', 'jobs.csv:1: expected a header row, received an empty file.'],
    [
      'a missing column',
      't,duration,cpus,memory\n0,1,1,1\n',
      'jobs.csv:1: expected a column "vcpu", received "t", "duration", "cpus", "memory".',
    ],
    [
      'a column twice',
      't,duration,vcpu,memory,t\n',
      'jobs.csv:1: expected one column "t", received more than one.',
    ],
    [
      'a short row',
      `${HEADER}\n0,1,1\n`,
      'jobs.csv:2: expected 4 fields as in the header, received 3 fields.',
    ],
    [
      'a text for a number',
      `${HEADER}\n0,abc,1,1\n`,
      'jobs.csv:2: column "duration": expected a time from 0 up, within 8,900 years, received "abc".',
    ],
    [
      'a negative number',
      `${HEADER}\n0,1,-1,1\n`,
      'jobs.csv:2: column "vcpu": expected a number from 0 to 2097151, received "-1".',
    ],
    [
      'an endless number',
      `${HEADER}\n0,1,1,1e999\n`,
      'jobs.csv:2: column "memory": expected a number from 0 to 2097151, received "1e999".',
    ],
    [
      'not a number',
      `${HEADER}\n\n0,1,NaN,1\n`,
      'jobs.csv:3: column "vcpu": expected a number from 0 to 2097151, received "NaN".',
    ],
    [
      'an empty cell',
      `${HEADER}\n0,1,1, \n`,
      'jobs.csv:2: column "memory": expected a number from 0 to 2097151, received " ".',
    ],
    [
      'a line of two MiB',
      `${HEADER}\n${'x'.repeat(2 ** 21)}\n`,
      'jobs.csv:2: expected a row of at most 1048576 bytes, received a longer one.',
    ],
    [
      'an open quote',
      `${HEADER}\n0,1,"1,1\n`,
      'jobs.csv:2: expected a closing quote before the end of the file, received none.',
    ],
  ])('%s', (_, text, sentence) => {
    const source = new TraceSource(traceSpec(), 'jobs.csv', 1);
    expect(() => readTasks(source, bytesOf(text), 1 << 16)).toThrow(sentence);
  });

  test.each([
    ['1000001', 'a whole number from 0 to 1000000'],
    ['2.5', 'a whole number from 0 to 1000000'],
    ['1e300', 'a whole number from 0 to 1000000'],
  ])('a count of %s', (count, expected) => {
    const source = new TraceSource(traceSpec({ columns: { count: 'n' } }), 'jobs.csv', 1);
    const read = () => readTasks(source, bytesOf(`${HEADER},n\n0,1,1,1,${count}\n`), 99);
    expect(read).toThrow(`jobs.csv:2: column "n": expected ${expected}, received "${count}".`);
  });

  test('an id longer than ECS takes a name', () => {
    const source = new TraceSource(traceSpec({ columns: { taskId: 'id' } }), 'jobs.csv', 1);
    const read = () => readTasks(source, bytesOf(`${HEADER},id\n0,1,1,1,${'x'.repeat(256)}\n`), 99);
    expect(read).toThrow(
      /jobs\.csv:2: column "id": expected a text of at most 255 characters, received "x{60}\.\.\."\./,
    );
  });

  test('any bytes at all end in tasks or in a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (scrap, withHeader) => {
        const header = withHeader ? bytesOf(`${HEADER}\n`) : new Uint8Array(0);
        const content = new Uint8Array([...header, ...scrap]);
        expect(
          outcomeOf(() => readTasks(new TraceSource(traceSpec(), 'jobs.csv', 1), content, 17)),
        ).toBeDefined();
      }),
      { numRuns: 300, seed: 22 },
    );
  });
});

test('a task is only taken once its time has been asked for', () => {
  const source = new TraceSource(traceSpec(), 'jobs.csv', 1);
  expect(() => source.take()).toThrow('before its time was asked for');
});

test('memory: only the bytes not yet read are kept', () => {
  const source = new TraceSource(traceSpec(), 'jobs.csv', 1);
  const rows = bytesOf(`${'0,1,1,1\n'.repeat(8000)}`);
  source.push(bytesOf('t,duration,vcpu,memory\n'));
  for (let i = 0; i < 20; i++) {
    source.push(rows);
    while (source.peekMs() !== -1) source.take();
    expect(source.snapshot().scanner.unread.length).toBeLessThan(100);
  }
});

describe('the Azure trace', () => {
  const content = gunzipSync(
    readFileSync(new URL('../../../scenarios/traces/azure-vm-2017-a.csv.gz', import.meta.url)),
  );
  const spec = traceSpec({
    zeroDuration: 'skip',
    columns: {
      submitted: 't_s',
      duration: 'duration_s',
      memory: { column: 'memory_gb', unit: 'memoryGiB' },
    },
  });

  test('has 252,130 rows that last, and these sums', () => {
    const source = new TraceSource(spec, 'azure.csv', 1);
    const sums = { rows: 0, at: 0, durationMs: 0, cpu: 0, memory: 0 };
    while (source.peekMs() < Number.POSITIVE_INFINITY) {
      if (source.hungry) {
        feed(source, content, 1 << 16);
        continue;
      }
      sums.rows++;
      sums.at += source.peekMs();
      sums.durationMs += source.durationMs;
      sums.cpu += source.cpu;
      sums.memory += source.memory;
      source.take();
    }
    expect(sums).toEqual(azureSums(content));
    expect(sums.rows).toBe(252_130);
    expect(source.counts).toMatchObject({ read: 259_159, admitted: 252_130, skippedZeroDuration: 7029 });
  });
});

function azureSums(content: Uint8Array) {
  const sums = { rows: 0, at: 0, durationMs: 0, cpu: 0, memory: 0 };
  for (const line of new TextDecoder().decode(content).split('\n').slice(1, -1)) {
    const [, , t, vcpu, memory, duration] = line.split(',').map(Number);
    if (duration === 0) continue;
    sums.rows++;
    sums.at += t! * 1000;
    sums.durationMs += duration! * 1000;
    sums.cpu += vcpu! * 1024;
    sums.memory += memory! * 1024;
  }
  return sums;
}
