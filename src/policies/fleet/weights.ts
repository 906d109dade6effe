/** What an hour of one unit of capacity costs: strategies and the maximum Spot price go by it (scaling: ). */
export function unitPrice(hourlyPrice: number, weight: number): number {
  return hourlyPrice / weight;
}

/** Units above what was asked for, once an instance of a weight has come (scaling: ). */
export function overage(missing: number, weight: number): number {
  return Math.max(0, weight - missing);
}

/** The most units that a group has, whatever its strategies do: the desired ones and the largest weight (scaling: ). */
export function mostUnits(desired: number, weights: readonly number[]): number {
  return desired + Math.max(...weights);
}
