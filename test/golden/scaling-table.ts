import type { Outcome } from '../../src/experiment/outcome.ts';

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
 * messages that wait, and for how long the oldest has. A row that is like the one before it is left out.
 */
export function scalingTable(outcome: Outcome, { endsAt, until }: ScalingTableOptions = {}): string {
  const { scenario, services, timeline } = outcome;
  const { columns, stepSeconds } = timeline;
  const names = Object.keys(services);
  const figures = names.map((name) => figuresOf(services[name]!));
  const isLong = outcome.simulation.durationSeconds > 86_400;
  const rows = new Map<string, string[][]>();
  for (const [i, time] of columns.time.entries()) {
    const at = names.indexOf(String(columns.name[i]));
    if (columns.scope[i] !== 'service' || at < 0) continue;
    const clock = String(time).slice(11, 16);
    if (endsAt !== undefined && clock !== endsAt) continue;
    if (until !== undefined && clock > until) continue;
    const label = isLong ? dayAndTime(String(time)) : clock;
    const row = rows.get(label) ?? names.map(() => []);
    rows.set(
      label,
      row.with(
        at,
        figures[at]!.map(({ of }) => of(columns, i)),
      ),
    );
  }
  const kept = [...rows].filter(([, row], i, all) => i === 0 || String(row) !== String(all[i - 1]![1]));
  const blocks = names.map((name, at): string[] => {
    const cells = [figures[at]!.map(({ head }) => head), ...kept.map(([, row]) => row[at]!)];
    const widths = figures[at]!.map((_, j) => Math.max(...cells.map((row) => row[j]!.length)));
    const lines = cells.map((row) => row.map((cell, j) => cell.padStart(widths[j]!)).join(' '));
    const width = Math.max(name.length, lines[0]!.length);
    return [name, ...lines].map((line) => line.padStart(width));
  });
  const labels = ['', '', ...kept.map(([label]) => label)];
  const wide = Math.max(...labels.map((label) => label.length));
  const parts = inRows(blocks, WIDTH - wide).flatMap((side) => [
    '',
    ...labels.map((label, i) => [label.padEnd(wide), ...side.map((block) => block[i]!)].join(GAP).trimEnd()),
  ]);
  const every = endsAt === undefined ? 'in steps of' : `to ${endsAt} UTC, in`;
  return [`${scenario.name}: ${every} ${stepSeconds / 60} min, response times in s`, ...parts, ''].join('\n');
}

/** As many blocks side by side as there is room for. */
function inRows(blocks: readonly string[][], room: number): string[][][] {
  const rows: string[][][] = [];
  let left = 0;
  for (const block of blocks) {
    const width = block[0]!.length + GAP.length;
    if (width > left) {
      rows.push([]);
      left = room;
    }
    rows.at(-1)!.push(block);
    left -= width;
  }
  return rows;
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
  { head: 'oldest', of: ({ oldestMessageSeconds }, i) => String(oldestMessageSeconds[i] ?? '-') },
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

/** Three digits, to the millisecond; nobody was answered: a dash. */
function seconds(ms: unknown): string {
  if (typeof ms !== 'number') return '-';
  return ms < 1000 ? (ms / 1000).toFixed(3) : String(Number((ms / 1000).toPrecision(3)));
}

const GAP = '  ';
const WIDTH = 80;
