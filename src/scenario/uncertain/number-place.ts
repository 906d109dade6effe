import { parsePath } from '../reading/settings.ts';
import { scenarioSchema } from '../schema.ts';
import { taker } from './draw-input.ts';
import { placeOf, takesNumber } from './place-of.ts';

/** A place of a scenario that takes a number. */
export interface NumberPlace {
  /** Whether it takes this number, or text with a unit. */
  takes(value: number | string): boolean;
}

/** The place that a setting's path leads to; `null` when there is none, or it takes no number. */
export function numberPlace(path: string): NumberPlace | null {
  const [steps, rest] = parsePath(path);
  if (steps === null || rest !== '') return null;
  const place = placeOf(scenarioSchema, steps);
  return place === null || !takesNumber(place) ? null : { takes: taker(place.schema) };
}
