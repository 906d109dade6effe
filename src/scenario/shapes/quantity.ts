import * as z from 'zod';
import { parseDuration } from '../../units/duration.ts';
import { parseCpuUnits, parseMemoryMib } from '../../units/size.ts';
import { isBareNumber, refuse } from './fields.ts';

/** A number with or without a unit, in what a bare number means in its place: seconds, CPU units, MiB. */
export interface Quantity {
  readonly value: number;
  /** Whether it was written as a duration. */
  readonly isDuration: boolean;
}

/** Reads `0.4`, `"512"`, `90s`, `2 GB`, `0.5 vCPU`; `null` for anything else. */
export function readQuantity(stated: unknown): Quantity | null {
  if (typeof stated === 'number') return Number.isFinite(stated) ? plain(stated) : null;
  if (typeof stated !== 'string') return null;
  const text = stated.trim();
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text)) return plain(Number(text));
  const size = parseCpuUnits(text) ?? parseMemoryMib(text);
  if (size !== null) return plain(size);
  const ms = isBareNumber(text) ? null : parseDuration(text);
  return ms === null ? null : { value: ms / 1000, isDuration: true };
}

const EXPECTED = 'a number, a duration such as 90s, or a size such as 2 GB';

/** A field that holds one; above 0 if `positive`. */
export function quantity(positive: boolean): z.ZodType<number, number | string> {
  return z.union([z.number(), z.string()], EXPECTED).transform((stated, context) => {
    const value = readQuantity(stated)?.value;
    if (value === undefined) return refuse(context, EXPECTED);
    return positive && value <= 0 ? refuse(context, 'a number above 0') : value;
  });
}

function plain(value: number): Quantity {
  return { value, isDuration: false };
}
