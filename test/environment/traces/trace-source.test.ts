import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { TraceSource } from '../../../src/environment/traces/trace-source.ts';
import type { TraceSpec } from '../../../src/environment/traces/trace-spec.ts';
import type { TraceTaskSource } from '../../../src/simulation/workload.ts';
import type { NaiveTask } from './naive-trace.ts';
import { bytesOf, feed, readTasks, traceSpec } from './trace-support.ts';

/** In small chunks, the state put into a new source at every step. */
function tasksOf(text: string, spec: TraceSpec = traceSpec(), resolutionMs = 1): NaiveTask[] {
  const source = (): TraceTaskSource & TraceSource => new TraceSource(spec, 'jobs.csv', resolutionMs);
  return readTasks(source(), bytesOf(text), 7, source);
}

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

  test('thousandths of a GPU are of each of the GPUs, or of one', () => {
    const text =
      't,duration,vcpu,memory,gpus,milli\n0,1,1,1,1,460\n0,1,1,1,4,1000\n0,1,1,1,0,0\n0,1,1,1,3,500\n';
    const gpusOf = (columns: { gpus?: string; gpuMilli: string }) => {
      const source = new TraceSource(traceSpec({ columns }), 'jobs.csv', 1);
      return [readTasks(source, bytesOf(text), 9).map((task) => task.gpu), source.counts.fractionalGpus];
    };
    expect(gpusOf({ gpus: 'gpus', gpuMilli: 'milli' })).toEqual([[1, 4, 0, 2], 2]);
    expect(gpusOf({ gpuMilli: 'milli' })).toEqual([[1, 1, 0, 1], 2]);
    expect(() => gpusOf({ gpus: 'wide', gpuMilli: 'wide' })).toThrow('a column "wide"');
    const wide = new TraceSource(traceSpec({ columns: { gpus: 'vcpu', gpuMilli: 'vcpu' } }), 'jobs.csv', 1);
    expect(() => readTasks(wide, bytesOf('t,duration,vcpu,memory\n0,1,2000000,1\n'), 9)).toThrow(
      'jobs.csv:2: column "vcpu": expected fewer thousandths of a GPU, received "2000000".',
    );
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
