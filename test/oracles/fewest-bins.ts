/** A size or a capacity, one number a resource. */
export type Vector = readonly number[];

/** The fewest bins of one size that hold all items, by trying every way to share them out; for at most nine items or so. */
export function fewestBins(items: readonly Vector[], bin: Vector): number {
  return fewestOf(
    items,
    items.map(() => bin),
    true,
  );
}

/** The fewest of these different bins that hold all items; Infinity when they do not fit. */
export function fewestOfFleet(items: readonly Vector[], bins: readonly Vector[]): number {
  return fewestOf(items, bins, false);
}

function fewestOf(items: readonly Vector[], bins: readonly Vector[], areAlike: boolean): number {
  const contents: Vector[][] = bins.map(() => []);
  const place = (position: number): number => {
    const item = items[position];
    if (item === undefined) return contents.filter((content) => content.length > 0).length;
    let fewest = Number.POSITIVE_INFINITY;
    for (const [i, content] of contents.entries()) {
      const wasEmpty = content.length === 0;
      content.push(item);
      if (holds(bins[i]!, content)) fewest = Math.min(fewest, place(position + 1));
      content.pop();
      if (wasEmpty && areAlike) break;
    }
    return fewest;
  };
  return place(0);
}

/** Whether a bin holds all of this. */
export function holds(bin: Vector, content: readonly Vector[]): boolean {
  return bin.every((capacity, d) => content.reduce((sum, item) => sum + item[d]!, 0) <= capacity);
}
