import type { Samples } from '../../cloudwatch/statistic.ts';

/** Samples of a period, to be used again. */
export class SampleSet implements Samples {
  count = 0;
  sum = 0;
  minimum = 0;
  maximum = 0;
  distribution: Samples['distribution'] = null;

  clear(): this {
    return this.set(0, 0);
  }

  /** One sample; `null`: none. */
  one(value: number | null): this {
    return value === null ? this.clear() : this.set(value, 1);
  }

  /** `count` samples of this mean, alike as far as is known. */
  set(mean: number, count: number): this {
    this.count = count;
    this.sum = mean * count;
    this.minimum = mean;
    this.maximum = mean;
    this.distribution = null;
    return this;
  }
}
