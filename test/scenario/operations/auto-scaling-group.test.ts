import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkGroupSizes,
  checkSetDesiredCapacity,
} from '../../../src/scenario/operations/auto-scaling-group.ts';

const size = fc.nat(6);
const stated = fc.option(size);
const bounds = fc.tuple(size, size).map(([one, other]) => ({
  minSize: Math.min(one, other),
  maxSize: Math.max(one, other),
}));

test('sizes are taken exactly when minimum, desired capacity and maximum are in order', () => {
  fc.assert(
    fc.property(stated, stated, stated, bounds, (minSize, maxSize, desiredCapacity, before) => {
      const least = minSize ?? before.minSize;
      const most = maxSize ?? before.maxSize;
      const isInOrder =
        least <= most && (desiredCapacity === null || (least <= desiredCapacity && desiredCapacity <= most));
      const problems = checkGroupSizes({ minSize, maxSize, desiredCapacity }, before);
      expect(problems).toHaveLength(isInOrder ? 0 : 1);
      // What is told to be wrong was said by the request.
      for (const { at, received } of problems)
        expect(received).toBe(`${{ minSize, maxSize, desiredCapacity }[at[0] as 'minSize']}`);
    }),
  );
});

test('a desired capacity that is set lies between the bounds', () => {
  const before = { minSize: 2, maxSize: 4 };
  const taken = [0, 1, 2, 3, 4, 5].filter(
    (desiredCapacity) => checkSetDesiredCapacity(desiredCapacity, before).length === 0,
  );
  expect(taken).toEqual([2, 3, 4]);
});
