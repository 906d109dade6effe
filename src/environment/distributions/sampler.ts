import { Stream, type StreamState } from '../../kernel/streams.ts';
import type { Distribution } from './distribution.ts';
import { drawMs } from './draw.ts';

/** Equal parts of [0, 1) whose times are remembered. */
const CELLS = 16_384;
const UNKNOWN = -1;
/** The ends of the part give different times: each draw is worked out. */
const MIXED = -2;

/**
 * One named source of times: a constant draws nothing, anything else one number a time. Times are whole steps, so for a
 * narrow distribution most parts of [0, 1) give one and the same time from end to end; those are worked out once.
 */
export class Sampler {
  private readonly distribution: Distribution;
  private readonly stream: Stream | null;
  private readonly resolutionMs: number;
  private readonly known: Int32Array | null;

  /** `name` is `seed/concern/subject`; drawn times are rounded to `resolutionMs`, at least one step when above 0. */
  constructor(distribution: Distribution, name: string, resolutionMs: number) {
    this.distribution = distribution;
    this.stream = distribution.kind === 'constant' ? null : new Stream(name);
    this.resolutionMs = resolutionMs;
    this.known = this.stream !== null && this.isNarrow() ? new Int32Array(CELLS).fill(UNKNOWN) : null;
  }

  /** The next time, integer milliseconds. */
  next(): number {
    if (this.stream === null) return this.timeAt(0);
    const u = this.stream.next();
    if (this.known === null) return this.timeAt(u);
    const cell = (u * CELLS) | 0;
    const known = this.known[cell]!;
    if (known >= 0) return known;
    if (known === UNKNOWN) this.lookAt(cell);
    return this.timeAt(u);
  }

  snapshot(): StreamState | null {
    return this.stream?.snapshot() ?? null;
  }

  restore(state: StreamState | null): void {
    if (state !== null) this.stream?.restore(state);
  }

  private timeAt(u: number): number {
    const drawn = drawMs(this.distribution, u);
    return this.resolutionMs === 1 ? drawn : toGrid(drawn, this.resolutionMs);
  }

  /** `drawMs` never falls as `u` rises, so equal ends mean an equal middle. */
  private lookAt(cell: number): void {
    const first = this.timeAt(cell / CELLS);
    const last = this.timeAt(Math.min((cell + 1) / CELLS, LARGEST_U));
    this.known![cell] = first === last && first <= 0x7fffffff ? first : MIXED;
  }

  /** Whether the middle half has so few steps that remembering pays. */
  private isNarrow(): boolean {
    return this.timeAt(0.75) - this.timeAt(0.25) < (CELLS / 4) * this.resolutionMs;
  }
}

/** A stream's largest number. */
const LARGEST_U = 1 - 2 ** -32;

/** The nearest step of the grid; what is above 0 lasts at least one step. */
export function toGrid(ms: number, resolutionMs: number): number {
  return ms === 0 ? 0 : Math.max(resolutionMs, Math.round(ms / resolutionMs) * resolutionMs);
}
