/** How many of a group's targets are to be healthy, at least. */
export interface MinimumHealthy {
  /** Targets; 0: off. */
  readonly count: number;
  /** Of the registered targets; `null`: off. */
  readonly percent: number | null;
}

/** Whether so many healthy of all targets are too few by one of the two (autoscaling: ). */
export function isUndercut({ count, percent }: MinimumHealthy, healthy: number, all: number): boolean {
  return healthy < count || (percent !== null && healthy * 100 < percent * all);
}
