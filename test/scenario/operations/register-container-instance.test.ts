import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  awsvpcTaskLimit,
  registeredMemoryMib,
  registeredResources,
  reservedPorts,
  taskPortLimit,
} from '../../../src/scenario/operations/register-container-instance.ts';

test('memory is what was measured, else a part of what is advertised, less what the agent keeps', () => {
  const type = { vcpu: 2, memoryMib: 8192, gpus: 1 };
  expect(registeredResources(type, { memoryFraction: 0.96 })).toEqual({
    cpu: 2048,
    memory: 7864,
    gpu: 1,
    reservedTcpPorts: [22, 2375, 2376, 51678, 51679],
  });
  expect(registeredResources({ ...type, measuredMemoryMib: 7985 }, { memoryFraction: 0.96 }).memory).toBe(
    7985,
  );
  expect(
    registeredResources(
      { ...type, measuredMemoryMib: 7985 },
      { memoryFraction: 0.96, reservedMemoryMib: 256 },
    ).memory,
  ).toBe(7729);
});

test('the agent counts whole MiB of what the OS reports', () => {
  expect(registeredMemoryMib(8_373_026_816, 0)).toBe(7985);
  expect(registeredMemoryMib(8_373_026_816, 256)).toBe(7729);
  expect(registeredMemoryMib(8_589_524_992, 0)).toBe(8191);
  expect(registeredMemoryMib(1024, 1)).toBe(0);
});

test('never more than advertised, whatever the fraction', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (memoryMib, memoryFraction) => {
        const { memory } = registeredResources({ vcpu: 1, memoryMib, gpus: 0 }, { memoryFraction });
        expect(memory).toBeLessThanOrEqual(memoryMib);
        expect(memory).toBe(Math.floor(memoryMib * memoryFraction));
      },
    ),
    { seed: 3 },
  );
});

test('Windows keeps more ports than Linux, so that tasks have fewer', () => {
  expect(reservedPorts('LINUX')).toEqual([22, 2375, 2376, 51678, 51679]);
  expect(reservedPorts('WINDOWS_SERVER_2022_CORE').slice(5)).toEqual([53, 135, 139, 445, 3389, 5985, 5986]);
  expect([taskPortLimit('LINUX'), taskPortLimit('WINDOWS_SERVER_2022_CORE')]).toEqual([95, 88]);
});

test('trunking gives its published figure, and nothing to Windows and to types that do not support it', () => {
  const m5large = { maxEnis: 3, trunkedTasks: 10 };
  expect(awsvpcTaskLimit(m5large, 'LINUX', false)).toBe(2);
  expect(awsvpcTaskLimit(m5large, 'LINUX', true)).toBe(10);
  expect(awsvpcTaskLimit(m5large, 'WINDOWS_SERVER_2022_CORE', true)).toBe(2);
  expect(awsvpcTaskLimit({ maxEnis: 2, trunkedTasks: 0 }, 'LINUX', true)).toBe(1);
});
