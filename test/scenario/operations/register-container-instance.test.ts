import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  registeredMemoryMib,
  registeredResources,
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
