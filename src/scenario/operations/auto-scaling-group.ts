import { type RequestProblem, validationError } from './request-problem.ts';

/** Between which an Auto Scaling group keeps its desired capacity. */
export interface GroupBounds {
  readonly minSize: number;
  readonly maxSize: number;
}

/** Sizes as CreateAutoScalingGroup and UpdateAutoScalingGroup take them; what is not said stays as it is. */
export interface GroupSizes {
  readonly minSize: number | null;
  readonly maxSize: number | null;
  readonly desiredCapacity: number | null;
}

/** What the two operations refuse of sizes; `before`: what is not said, of which a new group has nothing. */
export function checkGroupSizes(stated: GroupSizes, before: GroupBounds): RequestProblem[] {
  const minSize = stated.minSize ?? before.minSize;
  const maxSize = stated.maxSize ?? before.maxSize;
  const { desiredCapacity } = stated;
  if (minSize > maxSize) return [crossedBounds(stated, minSize, maxSize)];
  if (desiredCapacity === null || (minSize <= desiredCapacity && desiredCapacity <= maxSize)) return [];
  return [
    {
      at: ['desiredCapacity'],
      expected: `an integer from \`minSize\`, ${minSize}, to \`maxSize\`, ${maxSize}`,
      received: `${desiredCapacity}`,
      hint: validationError(
        `Desired capacity:${desiredCapacity} must be between the specified min size:${minSize} and max size:${maxSize}.`,
      ),
    },
  ];
}

function crossedBounds(stated: GroupSizes, minSize: number, maxSize: number): RequestProblem {
  const hint = validationError(
    `Max bound, ${maxSize}, must be greater than or equal to min bound, ${minSize}.`,
  );
  if (stated.minSize !== null && stated.maxSize !== null)
    return { at: ['minSize'], expected: `at most \`maxSize\`, ${maxSize}`, received: `${minSize}`, hint };
  return stated.minSize === null
    ? {
        at: ['maxSize'],
        expected: `at least the minimum of the group then, ${minSize}, or a \`minSize\` with it`,
        received: `${maxSize}`,
        hint,
      }
    : {
        at: ['minSize'],
        expected: `at most the maximum of the group then, ${maxSize}, or a \`maxSize\` with it`,
        received: `${minSize}`,
        hint,
      };
}

/** What SetDesiredCapacity refuses. */
export function checkSetDesiredCapacity(
  desiredCapacity: number,
  { minSize, maxSize }: GroupBounds,
): RequestProblem[] {
  if (minSize <= desiredCapacity && desiredCapacity <= maxSize) return [];
  const bound = desiredCapacity > maxSize ? `above max value ${maxSize}` : `below min value ${minSize}`;
  return [
    {
      at: ['desiredCapacity'],
      expected: `an integer from the minimum of the group then, ${minSize}, to its maximum, ${maxSize}`,
      received: `${desiredCapacity}`,
      hint: validationError(
        `New SetDesiredCapacity value ${desiredCapacity} is ${bound} for the AutoScalingGroup.`,
      ),
    },
  ];
}
