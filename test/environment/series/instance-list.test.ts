import { expect, test } from 'vitest';
import { type InstanceListColumns, readInstanceList } from '../../../src/environment/series/instance-list.ts';
import { bytesOf } from './series-support.ts';

const read = (text: string, columns: InstanceListColumns) =>
  readInstanceList(bytesOf(text), columns, 'nodes.csv');

test('one container instance a row', () => {
  const text = 'node,cpu_milli,memory_mib,gpus\nalpha,32000,262144,0\n"beta",96000,786432,8\n';
  const columns = { name: 'node', cpuMilli: 'cpu_milli', memoryMib: 'memory_mib', gpus: 'gpus' };
  expect(read(text, columns)).toEqual([
    {
      line: 2,
      name: 'alpha',
      ec2InstanceType: null,
      availabilityZone: null,
      cpu: 32_768,
      memory: 262_144,
      gpu: 0,
      attributes: {},
    },
    {
      line: 3,
      name: 'beta',
      ec2InstanceType: null,
      availabilityZone: null,
      cpu: 98_304,
      memory: 786_432,
      gpu: 8,
      attributes: {},
    },
  ]);
});

test('an instance type says its size itself', () => {
  const text = 'type,zone,vcpu,gb\nm5.large,us-east-1a,,\n,us-east-1b,4,15.5\n';
  const columns = { ec2InstanceType: 'type', availabilityZone: 'zone', vcpu: 'vcpu', memoryGiB: 'gb' };
  expect(read(text, columns)).toMatchObject([
    { ec2InstanceType: 'm5.large', availabilityZone: 'us-east-1a', cpu: null, memory: null, gpu: null },
    { ec2InstanceType: null, availabilityZone: 'us-east-1b', cpu: 4096, memory: 15_872 },
  ]);
  expect(read('type\nm5.large\n', { ec2InstanceType: 'type' })).toHaveLength(1);
});

test('custom attributes are cells; a blank one is no attribute', () => {
  const columns = { ec2InstanceType: 'type', attributes: { gpuModel: 'model', rack: 'rack' } };
  const rows = read('type,model,rack\nm5.large, V100 ,7\nm5.large,,\n', columns);
  expect(rows.map(({ attributes }) => attributes)).toEqual([{ gpuModel: 'V100', rack: '7' }, {}]);
});

test('a header alone is no instance', () => {
  expect(read('cpu,mem\n', { cpu: 'cpu', memoryMib: 'mem' })).toEqual([]);
});

test.each([
  ['', { cpu: 'cpu' }, 'nodes.csv:1: expected a header row, received an empty file.'],
  ['a\n', { cpu: 'cpu' }, 'nodes.csv:1: expected a column "cpu", received "a".'],
  [
    'cpu,mem\n1024,\n',
    { cpu: 'cpu', memoryMib: 'mem' },
    'nodes.csv:2: column "mem": expected a number from 0 to 2147483647, received an empty cell.',
  ],
  [
    'cpu\n1024\n',
    { cpu: 'cpu' },
    'nodes.csv:2: expected an instance type, or CPU and memory, received neither.',
  ],
  [
    't,x\n,\n',
    { ec2InstanceType: 't' },
    'nodes.csv:2: expected an instance type, or CPU and memory, received neither.',
  ],
  [
    't,g\nm5.large,0.5\n',
    { ec2InstanceType: 't', gpus: 'g' },
    'nodes.csv:2: column "g": expected a whole number from 0 to 1024, received "0.5".',
  ],
  [
    'vcpu,gb\n1e9,1\n',
    { vcpu: 'vcpu', memoryGiB: 'gb' },
    'nodes.csv:2: column "vcpu": expected a number from 0 to 2097151, received "1e9".',
  ],
])('%j is refused', (text, columns, sentence) => {
  expect(() => read(text, columns)).toThrow(sentence);
});
