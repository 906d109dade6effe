import { LogHistogram, quantileOfMix } from '../kernel/log-histogram.ts';

/** Response times of requests that were served under many different loads, as one distribution. */
export class ResponseMix {
  /** Requests by lasting histogram: a load that comes again costs one addition. */
  private readonly weights = new Map<LogHistogram, number>();
  /** The lasting histogram that came last, and requests of it that are not in `weights` yet. */
  private last: LogHistogram | null = null;
  private lastWeight = 0;
  /** Those of histograms that do not last; most mixes never have any. */
  private others: LogHistogram | null = null;

  /** `responses` spreads over so many requests; unless it is lasting it is good for this call only. */
  add(responses: LogHistogram, requests: number): void {
    if (responses === this.last) this.lastWeight += requests;
    else if (responses.isLasting) {
      this.keepLast();
      this.last = responses;
      this.lastWeight = requests;
    } else (this.others ??= new LogHistogram()).merge(responses, requests / responses.count);
  }

  /** All of them, put together in `room` unless they are one that lasts; null when there were none. */
  whole(room: LogHistogram): LogHistogram | null {
    this.keepLast();
    const { weights, others } = this;
    const hasOthers = others !== null && others.count > 0;
    if (!hasOthers && weights.size < 2) {
      for (const only of weights.keys()) return only;
      return null;
    }
    room.clear();
    if (hasOthers) room.merge(others, 1);
    for (const [responses, requests] of weights) room.merge(responses, requests / responses.count);
    return room;
  }

  /** Quantiles of all of them, for which they are put together in `room` only if some do not last; null when there were none. */
  quantiles(fractions: readonly number[], room: LogHistogram): number[] | null {
    this.keepLast();
    const { weights, others } = this;
    const isLasting = others === null || others.count === 0;
    if (isLasting && weights.size > 1) return fractions.map((fraction) => quantileOfMix(weights, fraction));
    const whole = this.whole(room);
    return whole && fractions.map((fraction) => whole.quantile(fraction));
  }

  /** Adds all that another one has. */
  merge(other: ResponseMix): void {
    other.keepLast();
    this.keepLast();
    for (const [responses, requests] of other.weights) this.put(responses, requests);
    if (other.others !== null && other.others.count > 0)
      (this.others ??= new LogHistogram()).merge(other.others, 1);
  }

  clear(): void {
    this.weights.clear();
    this.last = null;
    this.lastWeight = 0;
    this.others?.clear();
  }

  private keepLast(): void {
    if (this.last === null) return;
    if (this.lastWeight > 0) this.put(this.last, this.lastWeight);
    this.last = null;
    this.lastWeight = 0;
  }

  private put(responses: LogHistogram, requests: number): void {
    this.weights.set(responses, (this.weights.get(responses) ?? 0) + requests);
  }
}
