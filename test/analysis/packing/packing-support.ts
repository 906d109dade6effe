import fc from 'fast-check';
import type { Counted, ResourceVector } from '../../../src/analysis/packing/resource-vector.ts';
import type { Vector } from '../../oracles/fewest-bins.ts';

/** Items and a bin that each of them fits into. */
export interface Boxes {
  readonly items: readonly ResourceVector[];
  readonly bin: ResourceVector;
}

/** At most so many items of one to three resources; small numbers, so that many fit exactly. */
export function boxes(most: number): fc.Arbitrary<Boxes> {
  return fc
    .record({ cpu: fc.nat(12), memory: fc.integer({ min: 1, max: 20 }), gpu: fc.constantFrom(0, 0, 2, 4) })
    .chain((bin) => fc.record({ items: fc.array(within(bin), { maxLength: most }), bin: fc.constant(bin) }));
}

/** Exactly so many items that are a third to a half of a bin, where packing is hard. */
export function bigEnough(count: number): fc.Arbitrary<Boxes> {
  const item = fc.record({
    cpu: fc.integer({ min: 10, max: 45 }),
    memory: fc.integer({ min: 25, max: 55 }),
    gpu: fc.constant(0),
  });
  return fc.record({
    items: fc.array(item, { minLength: count, maxLength: count }),
    bin: fc.constant({ cpu: 100, memory: 100, gpu: 0 }),
  });
}

function within({ cpu, memory, gpu }: ResourceVector): fc.Arbitrary<ResourceVector> {
  return fc.record({ cpu: fc.nat(cpu), memory: fc.nat(memory), gpu: fc.nat(gpu) });
}

export function toVector({ cpu, memory, gpu }: ResourceVector): Vector {
  return [cpu, memory, gpu];
}

/** Each by itself. */
export function counted<Size>(sizes: readonly Size[]): Counted<Size>[] {
  return sizes.map((size) => ({ size, count: 1 }));
}
