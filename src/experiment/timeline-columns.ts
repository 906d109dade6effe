import { GroupLevel } from '../analysis/group-levels.ts';
import { Quantity } from '../analysis/level-statistics.ts';
import type { RequestStep } from '../analysis/request-statistics.ts';
import type { TimelineScope, TimelineTable } from '../analysis/timeline-table.ts';
import type { GROUP_COLUMNS } from '../events/timeline-columns.ts';
import { capacityProviderReservation } from '../policies/capacity/managed-scaling.ts';
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
      return (step, scope) =>
        hasColumn(scopes[scope]!.scope, name)
          ? (steps[step]!.costs[scope]! - (steps[step - 1]?.costs[scope] ?? 0)) / 1e9
          : null;
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
      const amounts = scopes.map(({ scope }) => amountOf(scope, name));
      return (step, scope) => {
        const amount = amounts[scope];
        const level = amount?.(steps[step]!.levels[scope]!) ?? Number.NaN;
        return Number.isNaN(level) ? null : level;
      };
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

function amountOf(scope: TimelineScope['scope'], name: TimelineColumn): Amount | undefined {
  if (scope === 'autoScalingGroup') return GROUP_AMOUNTS[name];
  return hasColumn(scope, name) ? AMOUNTS[name] : undefined;
}

type Amount = (levels: readonly number[]) => number;

/** What a column shows of a cell's levels. */
const AMOUNTS: Partial<Record<TimelineColumn, Amount>> = {
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

/** The same of an Auto Scaling group; what managed scaling has not measured is not there (ecs: ). */
const GROUP_AMOUNTS: Partial<Record<TimelineColumn, Amount>> &
  Record<(typeof GROUP_COLUMNS)[number], Amount> = {
  desired: (levels) => levels[GroupLevel.desired]!,
  instances: (levels) =>
    levels[GroupLevel.booting]! + levels[GroupLevel.inService]! + levels[GroupLevel.draining]!,
  inService: (levels) => levels[GroupLevel.inService]!,
  booting: (levels) => levels[GroupLevel.booting]!,
  draining: (levels) => levels[GroupLevel.draining]!,
  instancesNeeded: (levels) => levels[GroupLevel.needed]!,
  instancesMeasured: (levels) => levels[GroupLevel.measured]!,
  capacityProviderReservation: (levels) =>
    tidy(capacityProviderReservation(levels[GroupLevel.needed]!, levels[GroupLevel.measured]!)),
};

/** A service has no instances of its own, and nothing else has a desired count. */
const OF_INSTANCES: readonly TimelineColumn[] = ['instances', 'cpuRegistered', 'memoryRegistered'];

function hasColumn(scope: TimelineScope['scope'], column: TimelineColumn): boolean {
  if (scope === 'autoScalingGroup') return column in GROUP_AMOUNTS;
  return scope === 'service' ? !OF_INSTANCES.includes(column) : column !== 'desired';
}
