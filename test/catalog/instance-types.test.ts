import { expect, test } from 'vitest';
import { loadInstanceTypes } from '../../src/catalog/instance-types.ts';

const types = await loadInstanceTypes();
const all = types.names.map((name) => types.find(name)!);

test('a type that a person can look up', () => {
  expect(types.find('m5.large')).toEqual({
    name: 'm5.large',
    vcpu: 2,
    memoryMib: 8192,
    measuredMemoryMib: null,
    architecture: 'X86_64',
    gpus: 0,
    maxEnis: 3,
    trunkedTasks: 10,
  });
  expect(types.find('g5.12xlarge')!.gpus).toBe(4);
  expect(types.find('m5.huge')).toBeUndefined();
  expect(types.find('toString')).toBeUndefined();
});

test('807 types: whole numbers, no more ECS memory than there is, each under its own name', () => {
  expect(all.length).toBe(807);
  expect(new Set(types.names).size).toBe(807);
  expect(all.map(({ name }) => name)).toEqual(types.names);
  const wrong = all.filter(
    ({ vcpu, memoryMib, gpus, maxEnis, trunkedTasks }) =>
      !isWithin(vcpu, 1, 1000) ||
      !isWithin(memoryMib, 512, 32 * 1024 * 1024) ||
      !isWithin(gpus, 0, 16) ||
      !isWithin(maxEnis, 2, 100) ||
      !(trunkedTasks === 0 || isWithin(trunkedTasks, maxEnis - 1, 500)),
  );
  expect(wrong).toEqual([]);
});

test('ARM is where Graviton is', () => {
  const graviton = /^(a1|g5g|[a-z]+\dg[a-z]*)\./;
  expect(all.filter(({ name, architecture }) => (architecture === 'ARM64') !== graviton.test(name))).toEqual(
    [],
  );
});

test('what was measured is a little less than what is advertised', () => {
  const measured = all.filter(({ measuredMemoryMib }) => measuredMemoryMib !== null);
  expect(measured.map(({ name, measuredMemoryMib }) => `${name} ${measuredMemoryMib}`).sort()).toEqual([
    'c4.2xlarge 15042',
    'c4.4xlarge 30158',
    'c4.large 3768',
    'inf1.xlarge 7679',
    'm4.large 7985',
  ]);
  for (const { memoryMib, measuredMemoryMib } of measured)
    expect(measuredMemoryMib! / memoryMib).toSatisfy((part: number) => part > 0.93 && part < 0.99);
});

/** Rows of AWS's table of network interfaces (ecs: ). */
test.each([
  ['c5.large', 3, 10],
  ['m5.xlarge', 4, 20],
  ['m5.16xlarge', 15, 120],
  ['m6i.8xlarge', 8, 90],
  ['m6i.12xlarge', 8, 120],
  ['m6g.medium', 2, 4],
  ['r6i.32xlarge', 15, 120],
  ['t3.large', 3, 0],
])('%s: %i network interfaces, %i tasks with trunking', (name, maxEnis, trunkedTasks) => {
  expect(types.find(name)).toMatchObject({ maxEnis, trunkedTasks });
});

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
