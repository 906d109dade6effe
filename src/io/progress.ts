import { formatDuration } from '../units/duration.ts';
import type { DrivePosition } from './drive.ts';
import type { InquiryProgress } from './executor/run-inquiry.ts';

/** A terminal, as far as a line of progress needs it. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const LEAST_MS_BETWEEN = 100;
/** Before so much has been done, an estimate would only jump. */
const FIRST_ESTIMATE_MS = 1000;
const FIRST_ESTIMATE_FRACTION = 0.005;
const BAR_WIDTH = 20;
const TO_LINE_START = '\r';
const CLEAR_LINE = '\r\x1b[K';

/** One line on a terminal that says how far a run is and how long it will still take; on anything else, nothing. */
export class ProgressLine {
  private readonly terminal: Terminal;
  private readonly clock: () => number;
  private readonly beganAt: number;
  private drawnAt: number;
  private isShown = false;

  /** `clock` gives milliseconds that never go back. */
  constructor(terminal: Terminal, clock: () => number = () => performance.now()) {
    this.terminal = terminal;
    this.clock = clock;
    this.beganAt = clock();
    this.drawnAt = this.beganAt;
  }

  /** Draws the line anew, at most ten times a second. */
  show(position: DrivePosition): void {
    this.draw((elapsedMs, room) => describePosition(position, elapsedMs, room));
  }

  /** The same for the runs of an inquiry. */
  showRuns(progress: InquiryProgress): void {
    this.draw((elapsedMs, room) => describeRuns(progress, elapsedMs, room));
  }

  /** The same with a text of one's own. */
  showText(text: string): void {
    this.draw((_, room) => text.slice(0, room));
  }

  private draw(describe: (elapsedMs: number, room: number) => string): void {
    const { terminal, beganAt } = this;
    if (terminal.isTTY !== true) return;
    const now = this.clock();
    if (now - this.drawnAt < LEAST_MS_BETWEEN) return;
    this.drawnAt = now;
    const room = Math.max(20, (terminal.columns || 80) - 1);
    const line = describe(now - beganAt, room);
    terminal.write((this.isShown ? CLEAR_LINE : TO_LINE_START) + line);
    this.isShown = true;
  }

  /** Leaves the terminal as if nothing had been there. */
  clear(): void {
    if (this.isShown) this.terminal.write(CLEAR_LINE);
    this.isShown = false;
  }
}

/**
 * `[#########-----------]  45 %  12 s left, 3 d 4 h simulated, 1,234,567 events`; `elapsedMs` is what it has taken so far.
 * What no longer fits into `room` columns is left out.
 */
export function describePosition(position: DrivePosition, elapsedMs: number, room = 79): string {
  const { fraction, nowMs, events } = position;
  const simulated = `${formatDuration(nowMs)} simulated`;
  const count = `${events.toLocaleString('en-US')} events`;
  if (fraction === null) return fitting('', [simulated, `${formatDuration(elapsedMs)} so far`, count], room);
  const left = timeLeft(elapsedMs, fraction, 1 - fraction);
  return fitting(barOf(fraction), [...left, simulated, count], room);
}

/**
 * `[########------------]  40 %  12 s left, 40 of 100 runs`, of those that have been asked for so far. Runs that were not made but
 * taken from earlier ones say nothing of the time that others take.
 */
export function describeRuns(
  { asked, replied, made, underWay }: InquiryProgress,
  elapsedMs: number,
  room = 79,
): string {
  const left = timeLeft(elapsedMs, made + underWay, asked - replied - underWay);
  const fraction = asked === 0 ? 0 : Math.min(1, (replied + underWay) / asked);
  return fitting(barOf(fraction), [...left, `${replied} of ${asked} runs`], room);
}

function barOf(fraction: number): string {
  const done = Math.floor(fraction * BAR_WIDTH);
  const bar = '#'.repeat(done) + '-'.repeat(BAR_WIDTH - done);
  const percent = String(Math.floor(fraction * 100)).padStart(3);
  return `[${bar}] ${percent} %  `;
}

/** `12 s left`, if what has been done allows an estimate. */
function timeLeft(elapsedMs: number, done: number, open: number): string[] {
  if (elapsedMs < FIRST_ESTIMATE_MS || done < FIRST_ESTIMATE_FRACTION || open <= 0) return [];
  return [`${formatDuration(roundUpToSecond((elapsedMs * open) / done))} left`];
}

function fitting(start: string, facts: readonly string[], room: number): string {
  let line = start;
  for (const fact of facts) {
    const longer = line === start ? line + fact : `${line}, ${fact}`;
    if (longer.length > room) break;
    line = longer;
  }
  return line.trimEnd().slice(0, room);
}

function roundUpToSecond(ms: number): number {
  return Math.ceil(ms / 1000) * 1000;
}
