import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linuxShares, type TaskSizes, taskLimits } from '../../../src/scenario/operations/task-limits.ts';

const limits = (sizes: Partial<TaskSizes>) =>
  taskLimits({ cpu: null, memory: null, osFamily: null, containers: [{ cpu: 256, memory: 512 }], ...sizes });

test('the cpu of a Linux container is a share and no limit, its memory is a limit', () => {
  expect(limits({})).toEqual({ cpu: null, cpuShares: 256, memory: 512 });
  expect(limits({ osFamily: 'LINUX', containers: [{ cpu: 256 }] })).toEqual({
    cpu: null,
    cpuShares: 256,
    memory: null,
  });
  expect(
    limits({
      containers: [
        { cpu: 256, memory: 512 },
        { cpu: 100, memory: 88 },
      ],
    }),
  ).toEqual({
    cpu: null,
    cpuShares: 356,
    memory: 600,
  });
});

test('null, 0 and 1 become 2 shares, and more than 256 vCPU are cut', () => {
  for (const cpu of [undefined, null, 0, 1, 2]) expect(linuxShares(cpu)).toBe(2);
  expect(linuxShares(3)).toBe(3);
  expect(linuxShares(262_145)).toBe(262_144);
  expect(limits({ containers: [{}, { cpu: 0 }, { cpu: 300_000 }] }).cpuShares).toBe(262_148);
});

test('the cpu of the task is a hard limit, with the shares that Linux gives everybody', () => {
  expect(limits({ cpu: 512, memory: 1024 })).toEqual({ cpu: 512, cpuShares: 1024, memory: 512 });
  expect(limits({ cpu: 512, memory: 1024, containers: [{ cpu: 128 }] })).toMatchObject({ memory: 1024 });
});

test('memory of the task holds when not every container has its own', () => {
  const containers = [{ memory: 512 }, {}];
  expect(limits({ containers }).memory).toBeNull();
  expect(limits({ memory: 1024, containers }).memory).toBe(1024);
  expect(limits({ memory: 1024, containers: [{ memory: 800 }, { memory: 800 }] }).memory).toBe(1024);
});

test('the cpu of a Windows container is a hard limit, of one without 1 % of a CPU', () => {
  const osFamily = 'WINDOWS_SERVER_2022_CORE';
  expect(limits({ osFamily }).cpu).toBe(256);
  expect(limits({ osFamily, containers: [{ cpu: 256 }, {}, { cpu: 0 }] }).cpu).toBeCloseTo(276.48, 9);
});

test('what is reserved is never above a limit', () => {
  const size = fc.option(fc.integer({ min: 1, max: 4096 }), { nil: null });
  fc.assert(
    fc.property(fc.array(fc.record({ cpu: size, memory: size }), { minLength: 1 }), (containers) => {
      const { cpuShares, memory } = limits({ containers });
      const sum = (key: 'cpu' | 'memory') =>
        containers.reduce((total, container) => total + (container[key] ?? 0), 0);
      expect(cpuShares).toBeGreaterThanOrEqual(sum('cpu'));
      if (memory !== null) expect(memory).toBe(sum('memory'));
    }),
  );
});
