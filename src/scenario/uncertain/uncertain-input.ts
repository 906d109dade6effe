/** A number of the scenario that is not known for certain, and what this run's seed has drawn for it. */
export interface UncertainInput {
  /** As `--set` takes it: `workloads[0].duration`. */
  readonly path: string;
  /** In the unit that a bare number has there; of a duration in seconds. */
  readonly value: number;
  /** 10th percentile, median and 90th percentile of what it is drawn from. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly isDuration: boolean;
  /** Whether only whole numbers can stand there: what is drawn is rounded to one. */
  readonly isWhole: boolean;
}

/** The setting that makes an uncertain input certain. */
export function settingOf({ path, isDuration }: UncertainInput, value: number): string {
  return `${path}=${isDuration ? `${Math.round(value * 1000)}ms` : value}`;
}
