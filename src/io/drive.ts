import type { TraceFeed } from '../experiment/run.ts';
import { assert } from '../kernel/assert.ts';
import type { Progress } from '../simulation/advance.ts';
import type { LocatedFile } from './input-files.ts';
import { TraceFile } from './trace-file.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A run as the drive needs it; `ScenarioRun` is one. */
export interface DrivenRun {
  readonly feeds: readonly TraceFeed[];
  readonly nowMs: number;
  readonly endMs: number | null;
  readonly events: number;
  advance(untilMs: number, maxTimers: number): Progress;
}

/** Bytes that a run gathers for a file while it goes on, and the file. */
export interface StreamedOutput {
  readonly source: { readonly pendingBytes: number; take(): Uint8Array };
  readonly file: { write(bytes: Uint8Array): Promise<void> };
}

/** What a drive takes beside the run. */
export interface DriveOptions {
  /** Where a trace's file lies, or why it cannot be read. */
  readonly locate: (file: string) => LocatedFile | string;
  /** How often each trace is run, in the order of the feeds; default once. Only for telling how far the run is. */
  readonly repeats?: readonly number[];
  readonly outputs?: readonly StreamedOutput[];
  /** When it is aborted, the drive throws its reason at the end of the present slice. */
  readonly signal?: AbortSignal | undefined;
  /** Told after every slice. */
  readonly onSlice?: (position: DrivePosition) => void;
}

/** How far a drive is. */
export interface DrivePosition {
  /** Simulated time. */
  readonly nowMs: number;
  readonly endMs: number | null;
  readonly events: number;
  /** From 0 to 1: the part of the simulated time, else of the traces, that has been run; `null` when nobody can tell. */
  readonly fraction: number | null;
}

/**
 * Runs to the end in slices of at most some 50 ms of work or an output buffer: fill the traces, advance, drain the
 * outputs, look at the signal. How it is sliced changes nothing about the run. Throws what the run throws, and
 * UnreadableFileError.
 */
export async function drive(run: DrivenRun, options: DriveOptions): Promise<void> {
  const { outputs = [], signal, onSlice } = options;
  const traces = run.feeds.map((feed, i) => new FedTrace(feed, options.locate, options.repeats?.[i] ?? 1));
  const slice = new SliceLength();
  try {
    for (;;) {
      signal?.throwIfAborted();
      for (const trace of traces) await trace.fill();
      const beganAt = performance.now();
      const progress = run.advance(FOREVER, slice.timers);
      const pendingBytes = outputs.reduce((sum, { source }) => sum + source.pendingBytes, 0);
      if (progress === 'paused') slice.adapt(performance.now() - beganAt, pendingBytes);
      await drain(outputs, progress === 'ended' ? 1 : BUFFER_BYTES / 2);
      onSlice?.({
        nowMs: run.nowMs,
        endMs: run.endMs,
        events: run.events,
        fraction: fractionOf(run, traces),
      });
      if (progress === 'ended') return;
      assert(
        progress !== 'needMore' || run.feeds.some(({ hungry }) => hungry),
        'a run wants bytes, but none of its traces does',
      );
      // Signals and time are only noticed between turns of the event loop.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    for (const trace of traces) await trace.close();
  }
}

/** Later than any run ends, and far from the last integer that a number can hold. */
const FOREVER = Number.MAX_SAFE_INTEGER / 16;
const SLICE_MS = 40;
const BUFFER_BYTES = 4 * 1024 * 1024;
const FEWEST_TIMERS = 256;
const MOST_TIMERS = 1 << 24;

/** How many timers a slice may run: as many as the slices before it say, with care when the run becomes quicker. */
class SliceLength {
  timers = 4096;

  adapt(ms: number, bytes: number): void {
    const factor = Math.min(2, SLICE_MS / Math.max(ms, 0.01), BUFFER_BYTES / Math.max(bytes, 1));
    this.timers = Math.min(MOST_TIMERS, Math.max(FEWEST_TIMERS, Math.floor(this.timers * factor)));
  }
}

/** A trace of the run and the file it is fed from. */
class FedTrace {
  private readonly feed: TraceFeed;
  private readonly file: TraceFile;
  private readonly repeat: number;
  private pass = 0;

  constructor(feed: TraceFeed, locate: DriveOptions['locate'], repeat: number) {
    const located = locate(feed.file);
    if (typeof located === 'string')
      throw new UnreadableFileError(feed.file, 'a file that can be read', located);
    this.feed = feed;
    this.file = new TraceFile(feed.file, located);
    this.repeat = repeat;
  }

  /** Gives a hungry feed its next bytes. */
  async fill(): Promise<void> {
    const { feed, file } = this;
    if (!feed.hungry) return;
    if (feed.pass !== this.pass) {
      await file.close();
      this.pass = feed.pass;
    }
    const chunk = await file.next();
    if (chunk === null) feed.end();
    else feed.push(chunk);
  }

  get fraction(): number {
    const inPass = this.file.size === 0 ? 1 : this.file.bytesRead / this.file.size;
    return Math.min(1, (this.pass + inPass) / this.repeat);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

async function drain(outputs: readonly StreamedOutput[], least: number): Promise<void> {
  for (const { source, file } of outputs) if (source.pendingBytes >= least) await file.write(source.take());
}

function fractionOf({ nowMs, endMs }: DrivenRun, traces: readonly FedTrace[]): number | null {
  if (endMs !== null) return endMs === 0 ? 1 : Math.min(1, nowMs / endMs);
  return traces.length === 0 ? null : Math.min(...traces.map((trace) => trace.fraction));
}
