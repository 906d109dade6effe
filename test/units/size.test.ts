import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCpuUnits, parseMemoryMib } from '../../src/units/size.ts';

describe('parseCpuUnits (ecs:R-1.1)', () => {
  it.each([
    [256, 256],
    ['256', 256],
    [' 1024 ', 1024],
    ['.25 vCPU', 256], // ecs
    ['1 vcpu', 1024], // ecs
    ['0.5 vCPU', 512],
    ['.5vcpu', 512],
    ['1 VCPU', 1024],
    ['16 vCPU', 16384],
    ['0.1 vCPU', 102],
    [0, 0],
  ])('reads %j as %d CPU units', (value, units) => {
    expect(parseCpuUnits(value)).toBe(units);
  });

  it.each([
    -1,
    0.5,
    NaN,
    Infinity,
    1e300,
    '',
    'vCPU',
    '0.5',
    '-1 vCPU',
    '1 cpu',
    '1 GB',
    '1.vCPU',
    '1e2',
    null,
    true,
    {},
  ])('refuses %j', (value) => {
    expect(parseCpuUnits(value)).toBeNull();
  });

  it('reads N vCPU as 1024 N', () => {
    fc.assert(
      fc.property(fc.nat({ max: 192 * 1024 }), (units) => {
        expect(parseCpuUnits(`${units / 1024} vCPU`)).toBe(units);
        expect(parseCpuUnits(String(units))).toBe(units);
      }),
    );
  });
});

describe('parseMemoryMib (ecs:R-1.1)', () => {
  it.each([
    [2048, 2048],
    ['2048', 2048],
    ['1GB', 1024], // ecs
    ['1 GB', 1024], // ecs
    ['0.5GB', 512],
    ['2 gb', 2048],
    ['30 GB', 30720],
  ])('reads %j as %d MiB', (value, mib) => {
    expect(parseMemoryMib(value)).toBe(mib);
  });

  it.each([-1, 1.5, '', 'GB', '1.5', '-1 GB', '1 vCPU', '1 MB', '1 GiB', 'one GB', null, []])(
    'refuses %j',
    (value) => {
      expect(parseMemoryMib(value)).toBeNull();
    },
  );
});
