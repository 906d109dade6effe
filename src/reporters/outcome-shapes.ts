import * as z from 'zod';
import { parseInstant } from '../units/calendar.ts';

export const number = z.number();
export const text = z.string();
export const instant = text.refine((value) => parseInstant(value) !== null, {
  error: 'expected an ISO 8601 instant',
});
/** Amounts by name. */
export const amounts = z.record(text, number);
