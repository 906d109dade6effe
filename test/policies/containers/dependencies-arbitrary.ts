import fc from 'fast-check';
import type { Dependencies } from '../../../src/policies/containers/container-order.ts';

/** Any containers that depend on any, on themselves, too; some more than once. */
export const anyDependencies: fc.Arbitrary<Dependencies> = fc.integer({ min: 1, max: 7 }).chain((length) =>
  fc.array(fc.array(fc.record({ container: fc.nat(length - 1) }), { maxLength: 2 }), {
    minLength: length,
    maxLength: length,
  }),
);

/** Containers that depend on others only along a hidden order, so in no circle. */
export const orderlyDependencies: fc.Arbitrary<Dependencies> = fc
  .integer({ min: 1, max: 7 })
  .chain((length) =>
    fc.tuple(
      fc.shuffledSubarray([...Array(length).keys()], { minLength: length }),
      fc.array(fc.array(fc.nat(6), { maxLength: 3 }), { minLength: length, maxLength: length }),
    ),
  )
  .map(([order, picks]) => {
    const dependencies: { container: number }[][] = order.map(() => []);
    for (const [place, container] of order.entries())
      if (place > 0)
        dependencies[container] = picks[place]!.map((pick) => ({ container: order[pick % place]! }));
    return dependencies;
  });
