import type { Outcome } from '../../src/experiment/outcome.ts';
import { formatDuration } from '../../src/units/duration.ts';

type Columns = Outcome['timeline']['columns'];

/** Which rows and columns a table of scaling has. */
export interface ScalingTableOptions {
  /** Only steps that end at this time of day, such as `10:00`. */
  readonly endsAt?: string;
  /** Only steps up to the one that ends at this time of day. */
  readonly until?: string;
}

/**
 * What every service did in each step of the timeline, as many side by side as there is room for: what came to it and how much of it
 * failed, in what time 95 % of the others were answered, and its desired and RUNNING tasks at the end of the step. Workers of queues:
 * messages that wait, and for how many seconds the oldest has. A row that is like the one before it is left out.
 */
export function scalingTable(outcome: Outcome, options: ScalingTableOptions = {}): string {
  const { scenario, services, timeline } = outcome;
  const rows = rowsOf(outcome, options);
  const labels = ['', '', ...rows.keys()];
  const wide = Math.max(...labels.map((label) => label.length));
  const blocks = Object.entries(services).map(([name, service], at) =>
    blockOf(
      name,
      figuresOf(service),
      [...rows.values()].map((row) => row[at]!),
    ),
  );
  const parts = sideBySide(blocks, WIDTH - wide).flatMap((side) => {
    const lines = labels.map((_, i) => side.map((block) => block[i]!).join(GAP));
    const news = lines.flatMap((line, i) => (i < 3 || line !== lines[i - 1] ? [i] : []));
    return ['', ...news.map((i) => `${labels[i]!.padEnd(wide)}${GAP}${lines[i]!}`.trimEnd())];
  });
  const step = formatDuration(timeline.stepSeconds * 1000);
  const { endsAt } = options;
  const which = endsAt === undefined ? `steps of ${step}, UTC` : `the ${step} to ${endsAt} UTC of each day`;
  return [`${scenario.name}: ${which}, p95 in s`, ...parts, ''].join('\n');
}

/** The cells of each service, by step. */
function rowsOf(outcome: Outcome, { endsAt, until }: ScalingTableOptions): Map<string, string[][]> {
  const { columns } = outcome.timeline;
  const names = Object.keys(outcome.services);
  const isLong = outcome.simulation.durationSeconds > 86_400;
  const rows = new Map<string, string[][]>();
  for (const [i, time] of columns.time.entries()) {
    const at = names.indexOf(String(columns.name[i]));
    const clock = String(time).slice(11, 16);
    if (columns.scope[i] !== 'service' || at < 0 || clock !== (endsAt ?? clock) || clock > (until ?? clock))
      continue;
    const label = isLong ? dayAndTime(String(time)) : clock;
    const row = rows.get(label) ?? names.map(() => []);
    const cells = figuresOf(outcome.services[names[at]!]!).map(({ of }) => of(columns, i));
    rows.set(label, row.with(at, cells));
  }
  return rows;
}

/** The name of a service, the heads of its columns, and its cells below them, all equally wide. */
function blockOf(name: string, figures: readonly Figure[], rows: readonly (readonly string[])[]): string[] {
  const cells = [figures.map(({ head }) => head), ...rows];
  const widths = figures.map((_, j) => Math.max(...cells.map((row) => row[j]!.length)));
  const lines = cells.map((row) => row.map((cell, j) => cell.padStart(widths[j]!)).join(' '));
  const width = Math.max(name.length, lines[0]!.length);
  return [name, ...lines].map((line) => line.padStart(width));
}

/** As many blocks side by side as there is room for. */
function sideBySide(blocks: readonly string[][], room: number): string[][][] {
  const sides: string[][][] = [];
  let left = 0;
  for (const block of blocks) {
    const width = block[0]!.length + GAP.length;
    if (width > left) {
      sides.push([]);
      left = room;
    }
    sides.at(-1)!.push(block);
    left -= width;
  }
  return sides;
}

interface Figure {
  readonly head: string;
  readonly of: (columns: Columns, i: number) => string;
}

const TASKS: readonly Figure[] = [
  { head: 'desired', of: ({ desired }, i) => String(desired[i]) },
  { head: 'running', of: ({ running }, i) => String(running[i]) },
];
const REQUESTS: readonly Figure[] = [
  { head: 'came', of: ({ requests }, i) => String(requests[i] ?? '-') },
  { head: 'failed', of: ({ failedRequests }, i) => String(failedRequests[i] ?? '-') },
  { head: 'p95', of: ({ latencyP95Ms }, i) => seconds(latencyP95Ms[i]) },
  ...TASKS,
];
const MESSAGES: readonly Figure[] = [
  { head: 'came', of: ({ requests }, i) => String(requests[i] ?? '-') },
  { head: 'waiting', of: ({ messagesWaiting }, i) => String(messagesWaiting[i] ?? '-') },
  { head: 'oldest', of: ({ oldestMessageSeconds }, i) => whole(oldestMessageSeconds[i]) },
  ...TASKS,
];

function figuresOf({ queue, requests }: Outcome['services'][string]): readonly Figure[] {
  if (queue !== null) return MESSAGES;
  return (requests ?? 0) > 0 ? REQUESTS : TASKS;
}

/** `Mon 3 10:00`: the day of the week, that of the month and the time, UTC. */
function dayAndTime(time: string): string {
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(time).getUTCDay()]!;
  return `${day} ${time.slice(8, 10)} ${time.slice(11, 16)}`;
}

const whole = (value: unknown) => (typeof value === 'number' ? value.toFixed(0) : '-');

/** Three digits, to the millisecond; nobody was answered: a dash. */
function seconds(ms: unknown): string {
  if (typeof ms !== 'number') return '-';
  return ms < 1000 ? (ms / 1000).toFixed(3) : String(Number((ms / 1000).toPrecision(3)));
}

const GAP = '  ';
const WIDTH = 80;
