import { Quantity } from '../analysis/level-statistics.ts';
import type { RequestStep } from '../analysis/request-statistics.ts';
import type { TimelineScope, TimelineTable } from '../analysis/timeline-table.ts';
import { formatInstant } from '../units/calendar.ts';
import {
  type StreamedColumn,
  type StreamedOutcome,
  TIMELINE_COLUMNS,
  type TimelineCell,
  type TimelineColumn,
} from './outcome.ts';
import { tidy } from './tidy.ts';

/** The recorded rows as columns whose cells are made when they are read; what a scope does not have is null. */
export function timelineColumns(
  table: TimelineTable,
  stepMs: number,
  startMs: number,
): StreamedOutcome['timeline'] {
  const columns = Object.fromEntries(
    TIMELINE_COLUMNS.map((name) => [name, new Column(table, cellsOf(name, table, startMs))]),
  ) as unknown as StreamedOutcome['timeline']['columns'];
  return { stepSeconds: stepMs / 1000, columns };
}

/** What stands in the row of a step and scope. */
type CellOf = (step: number, scope: number) => TimelineCell;

class Column implements StreamedColumn {
  private readonly table: TimelineTable;
  private readonly cellOf: CellOf;

  constructor(table: TimelineTable, cellOf: CellOf) {
    this.table = table;
    this.cellOf = cellOf;
  }

  get length(): number {
    return this.table.steps.length * this.table.scopes.length;
  }

  at(row: number): TimelineCell | undefined {
    const { length } = this.table.scopes;
    return row < this.length ? this.cellOf(Math.floor(row / length), row % length) : undefined;
  }

  *[Symbol.iterator](): Generator<TimelineCell, undefined> {
    const { steps, scopes } = this.table;
    for (let step = 0; step < steps.length; step++)
      for (let scope = 0; scope < scopes.length; scope++) yield this.cellOf(step, scope);
  }
}

function cellsOf(name: TimelineColumn, { steps, scopes }: TimelineTable, startMs: number): CellOf {
  switch (name) {
    case 'time': {
      const times = steps.map(({ at }) => formatInstant(startMs + at));
      return (step) => times[step]!;
    }
    case 'scope':
      return (_, scope) => scopes[scope]!.scope;
    case 'name':
      return (_, scope) => scopes[scope]!.name;
    case 'cost':
      // USD that the scope has spent since its row before.
      return (step, scope) => (steps[step]!.costs[scope]! - (steps[step - 1]?.costs[scope] ?? 0)) / 1e9;
    case 'requests':
    case 'failedRequests':
    case 'latencyP50Ms':
    case 'latencyP95Ms':
    case 'latencyP99Ms':
    case 'messagesWaiting':
    case 'oldestMessageSeconds': {
      const figure = REQUEST_FIGURES[name];
      return (step, scope) => {
        const found = steps[step]!.requests?.[scope];
        return found ? shown(figure(found)) : null;
      };
    }
    default: {
      const amount = AMOUNTS[name];
      if (amount === undefined) return () => null;
      const isShown = scopes.map(({ scope }) => hasColumn(scope, name));
      return (step, scope) => (isShown[scope]! ? amount(steps[step]!.levels[scope]!) : null);
    }
  }
}

/** Of requests; response times are not there when nothing was served, nor messages without a queue. */
const REQUEST_FIGURES = {
  requests: ({ requests }) => requests,
  failedRequests: ({ failed }) => failed,
  latencyP50Ms: ({ p50 }) => p50,
  latencyP95Ms: ({ p95 }) => p95,
  latencyP99Ms: ({ p99 }) => p99,
  messagesWaiting: ({ messages }) => messages,
  oldestMessageSeconds: ({ oldestMs }) => oldestMs / 1000,
} satisfies Partial<Record<TimelineColumn, (step: RequestStep) => number>>;

function shown(figure: number): number | null {
  return Number.isNaN(figure) ? null : tidy(figure);
}

/** What a column shows of a cell's levels. */
const AMOUNTS: Partial<Record<TimelineColumn, (levels: readonly number[]) => number>> = {
  desired: (levels) => levels[Quantity.desired]!,
  running: (levels) => levels[Quantity.running]!,
  pending: (levels) => levels[Quantity.pending]!,
  instances: (levels) => levels[Quantity.instances]!,
  cpuRegistered: (levels) => levels[Quantity.cpuRegistered]! / 1024,
  cpuReserved: (levels) => (levels[Quantity.cpuReserved]! + levels[Quantity.cpuFargate]!) / 1024,
  cpuUsed: (levels) => (levels[Quantity.cpuUsed]! + levels[Quantity.cpuUsedFargate]!) / 1024,
  memoryRegistered: (levels) => levels[Quantity.memoryRegistered]! / 1024,
  memoryReserved: (levels) => (levels[Quantity.memoryReserved]! + levels[Quantity.memoryFargate]!) / 1024,
  memoryUsed: (levels) => (levels[Quantity.memoryUsed]! + levels[Quantity.memoryUsedFargate]!) / 1024,
};

/** A service has no instances of its own, and nothing else has a desired count. */
const OF_INSTANCES: readonly TimelineColumn[] = ['instances', 'cpuRegistered', 'memoryRegistered'];

function hasColumn(scope: TimelineScope['scope'], column: TimelineColumn): boolean {
  return scope === 'service' ? !OF_INSTANCES.includes(column) : column !== 'desired';
}
