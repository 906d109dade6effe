import * as z from 'zod';
import type { Given } from './example.ts';

/** The answer to an example in a form that the adapter cannot map: never a guess. */
export const NOT_COVERED: unique symbol = Symbol('notCovered');

/**
 * Asks the simulator what the examples of one area ask: maps `given` to arguments of functions that `simulation/`,
 * `scenario/` or `billing/` itself calls, and gives the answer in the shape of the examples' `expect`, which it never sees.
 */
export interface Adapter {
  readonly area: string;
  /** May be a promise: the catalogue is loaded region by region. */
  answer(given: Given): unknown;
}

/** One form in which an area states its examples, and how that form is answered. */
export interface Form {
  answer(given: Given): unknown;
}

/** A form with exactly these keys; whatever has another key, or another kind of value, is not of this form. */
export function form<Shape extends z.ZodRawShape>(
  shape: Shape,
  answer: (given: z.output<z.ZodObject<Shape>>) => unknown,
): Form {
  const schema = z.strictObject(shape);
  return {
    answer(given) {
      const read = schema.safeParse(given);
      return read.success ? answer(read.data as z.output<z.ZodObject<Shape>>) : NOT_COVERED;
    },
  };
}

/** The adapter of an area: the first form that an example has answers it. */
export function adapter(area: string, ...forms: readonly Form[]): Adapter {
  return {
    area,
    async answer(given) {
      for (const each of forms) {
        const answer = await each.answer(given);
        if (answer !== NOT_COVERED) return answer;
      }
      return NOT_COVERED;
    },
  };
}
