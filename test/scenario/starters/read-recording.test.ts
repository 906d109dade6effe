import { expect, test } from 'vitest';
import { guessColumns } from '../../../src/scenario/starters/guess-columns.ts';
import { readRecording } from '../../../src/scenario/starters/read-recording.ts';

const read = (text: string, platform: 'fargate' | 'ec2' = 'ec2') =>
  readRecording(new TextEncoder().encode(text), 'x.csv', platform);

test.each([
  [
    'vm_id,batch_id,t_s,vcpu,memory_gb,duration_s',
    { submitted: 't_s', vcpu: 'vcpu', memoryGiB: 'memory_gb', duration: 'duration_s' },
    's',
  ],
  [
    'task,t_s,scheduled_s,end_s,cpu_milli,memory_mib,gpus,gpu_milli',
    {
      submitted: 't_s',
      started: 'scheduled_s',
      ended: 'end_s',
      cpuMilli: 'cpu_milli',
      memoryMib: 'memory_mib',
    },
    's',
  ],
  [
    'Submitted,durationMs,CPU,memoryGiB',
    { submitted: 'Submitted', duration: 'durationMs', vcpu: 'CPU', memoryGiB: 'memoryGiB' },
    'ms',
  ],
  [
    'arrival time,run time,cpu units,ram mib',
    { submitted: 'arrival time', duration: 'run time', cpu: 'cpu units', memoryMib: 'ram mib' },
    null,
  ],
  ['t_s,requests', { submitted: 't_s', requests: 'requests' }, 's'],
  ['name,colour', {}, null],
])('%s', (header, columns, timeUnit) => {
  expect(guessColumns(header.split(','))).toEqual({ columns, timeUnit });
});

test('of two columns that mean the same the first counts', () => {
  expect(guessColumns(['cpu', 'cores']).columns).toEqual({ vcpu: 'cpu' });
});

test('the size of instances comes from the largest task that was seen, and is said', () => {
  const { work, guesses } = read('t,duration,vcpu,memory\n0,1,2,4\n1,1,6,10\n');
  expect(work).toMatchObject({
    kind: 'tasks',
    trace: { instanceType: 'm5.4xlarge', from: null, timeUnit: 's' },
  });
  expect(guesses).toEqual([
    'Columns, guessed from the header: submitted = t, duration = duration, vcpu = vcpu, memoryGiB = memory.',
    'Times are taken for seconds.',
    'The largest of the first 2 tasks wants 6 vCPU and 10 GiB: instances are m5.4xlarge, which holds two of them. A task too large for it waits for ever.',
  ]);
  expect(read('t,duration,vcpu,memory\n0,1,2,4\n', 'fargate').guesses).toHaveLength(2);
});

test.each([
  ['1700000000', 's', '1700000000'],
  ['1700000000000', 'ms', '1700000000'],
  ['2026-03-02T00:00:00Z', 's', '2026-03-02T00:00:00Z'],
  ['12', 's', null],
])('a first time of %s', (first, timeUnit, from) => {
  const { work } = read(`t,duration,vcpu,memory\n${first},1,2,4\n`);
  expect(work).toMatchObject({ trace: { timeUnit, from } });
});

test.each([
  ['t,hits\n0,5\n60,6\n', '1m'],
  ['t,hits\n2026-03-02T00:00:00Z,5\n2026-03-02T01:30:00Z,6\n', '1h30m'],
  ['t,rps\n0,5\n60,6\n', '1s'],
  ['t,hits\n0,5\n', '1s'],
])('requests over time: %j', (text, per) => {
  expect(read(text).work).toMatchObject({ kind: 'traffic', traffic: { per, timeColumn: 't' } });
});

test('of requests over time the whole file is run, or its first day', () => {
  expect(read('t,hits\n0,5\n60,6\n').work).toMatchObject({ traffic: { seconds: 120 } });
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i * 60},1`).join('\n');
  const head = new TextEncoder().encode(`t,hits\n${rows}`).subarray(0, 64 * 1024);
  expect(readRecording(head, 'x.csv', 'ec2').work).toMatchObject({ traffic: { seconds: 86_400 } });
});

test.each([
  ['cpu,memory\n512,1024\n256,2048', { cpu: 'cpu', memoryMib: 'memory' }, 2],
  ['cpu,memory\n500,1024\n250,2048', { cpuMilli: 'cpu', memoryMib: 'memory' }, 2],
  ['cpu,memory_gb\n2,512\n4,1024', { vcpu: 'cpu', memoryGiB: 'memory_gb' }, 0],
  ['cpu,memory\n192,768\n0.5,1', { vcpu: 'cpu', memoryGiB: 'memory' }, 0],
])('values say the unit where no name does: %j', (text, columns, corrected) => {
  const [header, ...rows] = text.split('\n');
  const { work, guesses } = read(`t,duration,${header}\n${rows.map((row) => `1,1,${row}\n`).join('')}`);
  expect(work).toMatchObject({ trace: { columns: { submitted: 't', duration: 'duration', ...columns } } });
  expect(guesses.filter((guess) => guess.startsWith('By its values, '))).toHaveLength(corrected);
});

test('tasks out of order are refused where a run would refuse them', () => {
  expect(() => read('t,duration,vcpu,memory\n\n5,1,2,4\n,1,2,4\n4,1,2,4\n')).toThrow(
    'x.csv:5: column "t": expected a time at or after that of the row before; sort the file by it, received "4".',
  );
});

test('an empty file is said to be empty', () => {
  expect(() => read('')).toThrow('time and requests, received an empty file.');
});

test('a file that is neither is refused with its header', () => {
  expect(() => read('name,colour\na,b\n')).toThrow(
    'x.csv:1: expected columns named like submitted, duration (or started, ended), vcpu and memory, one task a row, or like time and requests, received "name", "colour".',
  );
});

test('a last row that the beginning of the file cuts off is not looked at', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},1,1,1`).join('\n');
  const head = new TextEncoder().encode(`t,duration,vcpu,memory\n${rows}`).subarray(0, 64 * 1024);
  expect(readRecording(head, 'x.csv', 'ec2').work).toMatchObject({ trace: { instanceType: 'm5.large' } });
});
