/**
 * The variance of the mean of days when blocks of neighbours are drawn anew, with replacement, from the days laid in a circle: over
 * every list of blocks that could be drawn, one by one.
 */
export function varianceOfEveryDraw(days: readonly number[], block: number, blocks: number): number {
  let [count, sum, squares] = [0, 0, 0];
  const draw = (left: number, total: number): void => {
    if (left === 0) {
      const mean = total / (block * blocks);
      count++;
      sum += mean;
      squares += mean * mean;
      return;
    }
    for (let first = 0; first < days.length; first++) {
      let more = 0;
      for (let i = 0; i < block; i++) more += days[(first + i) % days.length]!;
      draw(left - 1, total + more);
    }
  };
  draw(blocks, 0);
  return squares / count - (sum / count) ** 2;
}
