import * as z from 'zod';
import { refuse } from '../../shapes/fields.ts';

/** Values of attributes of load balancers and target groups: AWS writes all of them as text, a scenario may write them as they are. */

/** An integer that is allowed. */
export function attributeInteger(
  expected: string,
  isAllowed: (value: number) => boolean,
): z.ZodType<number, number | string> {
  return z.union([z.number(), z.string()], expected).transform((value, context) => {
    const integer = integerOf(value);
    return integer !== null && isAllowed(integer) ? integer : refuse(context, expected);
  });
}

/** The same, or `off`, which is null. */
export function attributeIntegerOrOff(
  expected: string,
  isAllowed: (value: number) => boolean,
): z.ZodType<number | null, number | string> {
  return z.union([z.number(), z.string()], expected).transform((value, context) => {
    if (value === 'off') return null;
    const integer = integerOf(value);
    return integer !== null && isAllowed(integer) ? integer : refuse(context, expected);
  });
}

/** True or false, or one of these words, which is null. */
export function attributeFlag(...words: readonly string[]): z.ZodType<boolean | null, boolean | string> {
  const all = ['true', 'false', ...words];
  const expected = `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
  return z.union([z.boolean(), z.string()], expected).transform((value, context) => {
    if (typeof value === 'boolean') return value;
    if (words.includes(value)) return null;
    if (value === 'true' || value === 'false') return value === 'true';
    return refuse(context, expected);
  });
}

function integerOf(value: number | string): number | null {
  const number = typeof value === 'number' ? value : /^\d+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}
