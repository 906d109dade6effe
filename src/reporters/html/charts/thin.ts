/**
 * Of values in order the places of those that a picture of so many pixel columns needs: of each column the lowest and the
 * highest, and of all the first and the last. So no peak is ever lost. `columnOf` never falls; values that are NaN are not
 * there, a column that has nothing else keeps one of them, which is a gap.
 */
export function thin(values: readonly number[], columnOf: (place: number) => number): number[] {
  const kept: number[] = [];
  for (let from = 0; from < values.length; ) {
    const column = columnOf(from);
    let to = from + 1;
    while (to < values.length && columnOf(to) === column) to++;
    kept.push(...extremes(values, from, to));
    from = to;
  }
  const last = values.length - 1;
  if (last >= 0 && kept.at(-1) !== last) kept.push(last);
  if (last >= 0 && kept[0] !== 0) kept.unshift(0);
  return kept;
}

/** The lowest and the highest of a stretch, in order. */
function extremes(values: readonly number[], from: number, to: number): number[] {
  let low = -1;
  let high = -1;
  for (let place = from; place < to; place++) {
    const value = values[place]!;
    if (Number.isNaN(value)) continue;
    if (low === -1 || value < values[low]!) low = place;
    if (high === -1 || value > values[high]!) high = place;
  }
  if (low === -1) return [from];
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}

/** One place of each of so many stretches of equal length: the highest value, the first of equals. */
export function highestOfEach(values: readonly number[], stretches: number): number[] {
  if (values.length <= stretches) return values.map((_, place) => place);
  return Array.from({ length: stretches }, (_, stretch) => {
    const from = Math.floor((stretch * values.length) / stretches);
    const to = Math.floor(((stretch + 1) * values.length) / stretches);
    let best = from;
    for (let place = from; place < to; place++)
      if (values[place]! > values[best]! || Number.isNaN(values[best]!)) best = place;
    return best;
  });
}

/** The place of the highest value, the first of equals; -1 if there is none. */
export function placeOfHighest(values: readonly number[]): number {
  let best = -1;
  for (let place = 0; place < values.length; place++)
    if (!Number.isNaN(values[place]!) && (best === -1 || values[place]! > values[best]!)) best = place;
  return best;
}

/** The highest value, 0 if there is none. */
export function highestOf(values: readonly number[]): number {
  const place = placeOfHighest(values);
  return place === -1 ? 0 : values[place]!;
}
