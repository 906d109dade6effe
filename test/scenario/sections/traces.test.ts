import { expect, test } from 'vitest';
import { complaintsOf, load, small } from '../../support/load.ts';

type Parts = Readonly<Record<string, unknown>>;
const FILES = { 'traces/jobs.csv': 'id,at,took,from,to,cores,mem,gpu,kind\n1,0,60,0,60,2,4,0,x\n' };
const COLUMNS = { submitted: 'at', duration: 'took', vcpu: 'cores', memoryGiB: 'mem' };

const text = (trace: Parts, workload: Parts = {}, parts: Parts = {}) =>
  small({
    taskDefinitions: [],
    workloads: [{ trace: { file: 'traces/jobs.csv', columns: COLUMNS, ...trace }, ...workload }],
    ...parts,
  });
const complaints = (trace: Parts, workload: Parts = {}, parts: Parts = {}) =>
  complaintsOf(text(trace, workload, parts), { files: FILES });
const scenarioOf = (trace: Parts, workload: Parts = {}, parts: Parts = {}) =>
  load(text(trace, workload, parts), { files: FILES });
const spec = async (trace: Parts) => {
  const { source } = (await scenarioOf(trace)).workloads[0]!;
  return source.kind === 'trace' ? source.trace : null;
};

test('columns, units and options are decoded; the rest has a default', async () => {
  expect(await spec({})).toEqual({
    file: 'traces/jobs.csv',
    columns: {
      submitted: 'at',
      duration: 'took',
      started: null,
      ended: null,
      cpu: { column: 'cores', unit: 'vcpu' },
      memory: { column: 'mem', unit: 'memoryGiB' },
      gpus: null,
      gpuMilli: null,
      taskId: null,
      group: null,
      count: null,
    },
    where: {},
    fromMs: 0,
    fromInstantMs: null,
    timeUnitMs: 1000,
    timeScale: 1,
    repeat: 1,
    amplify: 1,
    missing: 'error',
    zeroDuration: 'run',
    fargateSize: 'reject',
  });
  const columns = {
    submitted: 'at',
    started: 'from',
    ended: 'to',
    cpuMilli: 'cores',
    memoryMib: 'mem',
    gpus: 'gpu',
    gpuMilli: 'gpu',
    taskId: 'id',
    group: 'kind',
    count: 'gpu',
  };
  const options = {
    where: { kind: 'x', gpu: 0 },
    from: '1d',
    timeUnit: 'ms',
    timeScale: 0.5,
    repeat: 2,
    amplify: 3,
    missing: 'skip',
    zeroDuration: 'skip',
  };
  expect(await spec({ columns, ...options })).toMatchObject({
    columns: {
      duration: null,
      started: 'from',
      ended: 'to',
      cpu: { unit: 'cpuMilli' },
      memory: { unit: 'memoryMib' },
      gpus: 'gpu',
      gpuMilli: 'gpu',
      taskId: 'id',
      group: 'kind',
      count: 'gpu',
    },
    where: { kind: 'x', gpu: '0' },
    fromMs: 86_400_000,
    timeUnitMs: 1,
    timeScale: 0.5,
    repeat: 2,
    amplify: 3,
    missing: 'skip',
    zeroDuration: 'skip',
  });
  expect(await spec({ from: '2017-01-02' })).toMatchObject({
    fromMs: 0,
    fromInstantMs: Date.UTC(2017, 0, 2),
  });
});

test('the rows take a task definition of their own: trace, trace2 ...; the workload is called as the file', async () => {
  const one = { trace: { file: 'traces/jobs.csv', columns: COLUMNS } };
  const workloads = [one, { ...one, launchType: 'FARGATE' }];
  const scenario = await load(small({ workloads, images: { trace: { sizeMb: 5 } } }), { files: FILES });
  expect(
    scenario.taskDefinitions.map(({ family, networkMode, containers }) => [
      family,
      networkMode,
      containers[0]!.imageSizeMb,
    ]),
  ).toEqual([
    ['job', 'bridge', 200],
    ['trace', 'bridge', 5],
    ['trace2', 'awsvpc', 200],
  ]);
  expect(
    scenario.workloads.map(({ name, group, taskDefinitionIndex }) => [name, group, taskDefinitionIndex]),
  ).toEqual([
    ['jobs.csv', 'family:trace', 1],
    ['jobs.csv-2', 'family:trace2', 2],
  ]);
  const taskDefinitions = [{ family: 'trace', containerDefinitions: [{ name: 'a', image: 'a', memory: 6 }] }];
  expect(await complaints({}, {}, { taskDefinitions })).toEqual([
    'workloads[0].trace: expected no other task definition of the family `trace`, which the rows of this trace take, received one.',
  ]);
});

test('sizes that Fargate does not have are refused or rounded up; instances have no such table', async () => {
  const [fargate] = (await scenarioOf({ fargateSize: 'roundUp' }, { launchType: 'FARGATE' })).workloads;
  expect(fargate).toMatchObject({ launchType: 'FARGATE', source: { trace: { fargateSize: 'roundUp' } } });
  expect(await complaints({ fargateSize: 'roundUp' })).toEqual([
    'workloads[0].trace.fargateSize: expected `fargateSize` only for tasks on Fargate, received roundUp.',
  ]);
  expect(await complaints({ columns: { ...COLUMNS, gpus: 'gpu' } }, { launchType: 'FARGATE' })).toEqual([
    'workloads[0].trace.columns.gpus: expected no GPU on Fargate, received "gpu".',
  ]);
  expect(await complaints({ columns: { ...COLUMNS, gpuMilli: 'gpu' } }, { launchType: 'FARGATE' })).toEqual([
    'workloads[0].trace.columns.gpuMilli: expected no GPU on Fargate, received "gpu".',
  ]);
});

test.each([
  [
    { columns: { ...COLUMNS, duration: 'tok' } },
    'columns.duration: expected a column of traces/jobs.csv (id, at, took, from, to, cores, mem, gpu and 1 more), received "tok". Did you mean took?',
  ],
  [
    { where: { colour: 'red' } },
    'where.colour: expected a column of traces/jobs.csv (id, at, took, from, to, cores, mem, gpu and 1 more), received "colour".',
  ],
  [
    { columns: { ...COLUMNS, vcpu: undefined } },
    'columns: expected exactly one of vcpu, cpuMilli, cpu, received none of them.',
  ],
  [
    { columns: { ...COLUMNS, cpu: 'cores' } },
    'columns: expected exactly one of vcpu, cpuMilli, cpu, received vcpu, cpu.',
  ],
  [
    { columns: { ...COLUMNS, memoryGiB: undefined } },
    'columns: expected exactly one of memoryGiB, memoryMib, received none of them.',
  ],
  [
    { columns: { ...COLUMNS, duration: undefined, started: 'from' } },
    'columns: expected either `duration`, or `started` and `ended`, received started.',
  ],
  [
    { columns: { ...COLUMNS, started: 'from', ended: 'to' } },
    'columns: expected either `duration`, or `started` and `ended`, received duration, ended, started.',
  ],
  [
    { columns: { ...COLUMNS, submitted: undefined } },
    'columns.submitted: expected the name of a column, received nothing.',
  ],
  [
    { columns: { ...COLUMNS, memory: 'mem' } },
    'columns.memory: expected a known key, received an unknown one. Known keys: submitted, duration, started, ended, vcpu, cpuMilli, cpu, memoryGiB, memoryMib, gpus, gpuMilli, taskId, group, count.',
  ],
  [{ file: 'nope.csv' }, 'file: expected a file that can be read, received "nope.csv": no such file.'],
  [{ file: undefined }, 'file: expected the name of a file, received nothing.'],
  [{ timeUnit: 'h' }, 'timeUnit: expected one of s, ms, received "h".'],
  [{ timeScale: 0 }, 'timeScale: expected a number above 0, received 0.'],
  [{ repeat: 0 }, 'repeat: expected an integer from 1 to 1000000, received 0.'],
  [
    { from: 'later' },
    'from: expected a duration from the start such as 2h, or an instant such as 2026-03-02T06:00:00Z, received "later".',
  ],
])('%j is refused', async (trace, complaint) => {
  expect(await complaints(trace)).toEqual([`workloads[0].trace.${complaint}`]);
});

test('a trace brings its own arrivals and durations', async () => {
  expect(await complaints({}, { arrivals: { every: 5 }, duration: '5m' })).toEqual([
    'workloads[0].arrivals: expected no `arrivals` beside `trace`, whose rows bring it, received one.',
    'workloads[0].duration: expected no `duration` beside `trace`, whose rows bring it, received one.',
  ]);
});

test('an empty file has no header', async () => {
  expect(await complaintsOf(text({}), { files: { 'traces/jobs.csv': '' } })).toEqual([
    'workloads[0].trace.file: expected a header row at traces/jobs.csv:1, received an empty file.',
  ]);
});
