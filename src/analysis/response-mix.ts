import { LogHistogram } from '../kernel/log-histogram.ts';

/** Response times of requests that were served under many different loads, as one distribution. */
export class ResponseMix {
  /** Requests by lasting histogram: a load that comes again costs one addition. */
  private readonly weights = new Map<LogHistogram, number>();
  private last: LogHistogram | null = null;
  private lastWeight = 0;
  private readonly others = new LogHistogram();

  /** `responses` spreads over so many requests; unless it is lasting it is good for this call only. */
  add(responses: LogHistogram, requests: number): void {
    if (responses === this.last) this.lastWeight += requests;
    else if (responses.isLasting) {
      this.keepLast();
      this.last = responses;
      this.lastWeight = requests;
    } else this.others.merge(responses, requests / responses.count);
  }

  /** All of them; null when there were none. */
  whole(): LogHistogram | null {
    this.keepLast();
    if (this.weights.size === 0) return this.others.count > 0 ? this.others : null;
    if (this.weights.size === 1 && this.others.count === 0) return [...this.weights.keys()][0]!;
    const whole = new LogHistogram();
    whole.merge(this.others, 1);
    for (const [responses, requests] of this.weights) whole.merge(responses, requests / responses.count);
    return whole;
  }

  /** Adds all that another one has. */
  merge(other: ResponseMix): void {
    other.keepLast();
    this.keepLast();
    for (const [responses, requests] of other.weights)
      this.weights.set(responses, (this.weights.get(responses) ?? 0) + requests);
    this.others.merge(other.others, 1);
  }

  clear(): void {
    this.weights.clear();
    this.last = null;
    this.lastWeight = 0;
    this.others.clear();
  }

  private keepLast(): void {
    if (this.last === null || this.lastWeight === 0) return;
    this.weights.set(this.last, (this.weights.get(this.last) ?? 0) + this.lastWeight);
    this.lastWeight = 0;
  }
}
