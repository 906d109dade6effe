import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Fleet } from '../../src/model/fleet.ts';
import { FreeOrder } from '../../src/model/free-order.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';

/** A fleet of many equal-looking instances, changed at random; enough of them for several blocks. */
const change = fc.record({ instance: fc.nat(399), cpu: fc.nat(8), memory: fc.nat(8), active: fc.boolean() });
const question = fc.record({ need: fc.nat(8), other: fc.nat(8), odd: fc.boolean() });

test.each(['cpu', 'memory'] as const)(
  'by %s: finds the first and the last that a look at every instance finds',
  (field) => {
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 500, maxLength: 900 }),
        fc.array(question, { minLength: 5, maxLength: 20 }),
        (changes, questions) => {
          const fleet = new Fleet();
          const order = new FreeOrder(fleet, field, -1);
          for (let i = 0; i < 400; i++) fleet.add({ cpu: 8, memory: 8, gpu: 0, enis: 9, ports: 9 });
          for (const { instance, cpu, memory, active } of changes) {
            fleet.cpuFree[instance] = cpu;
            fleet.memoryFree[instance] = memory;
            fleet.status[instance] = active ? InstanceStatus.ACTIVE : InstanceStatus.INACTIVE;
            order.update(instance);
          }
          const [list] = order.lists;
          if (list === undefined) return;
          const [free, rest] =
            field === 'cpu' ? [fleet.cpuFree, fleet.memoryFree] : [fleet.memoryFree, fleet.cpuFree];
          for (const { need, other, odd } of questions) {
            const passes = (i: number) =>
              free[i]! >= need && rest[i]! >= other && i % 7 > 0 && (!odd || i % 2 === 1);
            const excluded = odd ? Int32Array.from({ length: 400 }, (_, i) => Number(i % 7 === 0)) : null;
            const able = Array.from({ length: 400 }, (_, i) => i).filter(
              (i) => fleet.status[i] === InstanceStatus.ACTIVE && passes(i),
            );
            const least = Math.min(...able.map((i) => free[i]!));
            const most = Math.max(...able.map((i) => free[i]!));
            expect(list.first(need, other, { excluded, passes })).toBe(
              able.find((i) => free[i] === least) ?? -1,
            );
            expect(list.last(need, other, { excluded, passes })).toBe(
              able.find((i) => free[i] === most) ?? -1,
            );
          }
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  },
);
