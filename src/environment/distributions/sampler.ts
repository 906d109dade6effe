import { Stream, type StreamState } from '../../kernel/streams.ts';
import type { Distribution } from './distribution.ts';
import { drawMs } from './draw.ts';

/** One named source of times: a constant draws nothing, anything else one number a time. */
export class Sampler {
  private readonly distribution: Distribution;
  private readonly stream: Stream | null;
  private readonly resolutionMs: number;

  /** `name` is `seed/concern/subject`; drawn times are rounded to `resolutionMs`, at least one step when above 0. */
  constructor(distribution: Distribution, name: string, resolutionMs: number) {
    this.distribution = distribution;
    this.stream = distribution.kind === 'constant' ? null : new Stream(name);
    this.resolutionMs = resolutionMs;
  }

  /** The next time, integer milliseconds. */
  next(): number {
    const drawn = drawMs(this.distribution, this.stream === null ? 0 : this.stream.next());
    return this.resolutionMs === 1 ? drawn : toGrid(drawn, this.resolutionMs);
  }

  snapshot(): StreamState | null {
    return this.stream?.snapshot() ?? null;
  }

  restore(state: StreamState | null): void {
    if (state !== null) this.stream?.restore(state);
  }
}

/** The nearest step of the grid; what is above 0 lasts at least one step. */
export function toGrid(ms: number, resolutionMs: number): number {
  return ms === 0 ? 0 : Math.max(resolutionMs, Math.round(ms / resolutionMs) * resolutionMs);
}
