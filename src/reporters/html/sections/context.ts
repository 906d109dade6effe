import type { StreamedOutcome } from '../../../experiment/outcome.ts';
import { type TimeAxis, timeAxis } from '../charts/axes.ts';
import { type Child, element, type Markup } from '../element.ts';
import { msOf } from '../instants.ts';
import type { TimelineView } from '../timeline-view.ts';

/** What all sections of a report share. */
export interface ReportContext {
  readonly outcome: StreamedOutcome;
  readonly timeline: TimelineView;
  /** After the warm-up. */
  readonly startMs: number;
  readonly endMs: number;
  /** The whole run. */
  readonly x: TimeAxis;
  readonly detail: Detail;
}

/** How much of a run is shown: a report that would be too long is made again with less. */
export interface Detail {
  /** Pixel columns of a picture, and of a small one. */
  readonly columns: number;
  readonly smallColumns: number;
  /** Rows of a table behind a picture. */
  readonly rows: number;
  readonly smallRows: number;
  /** Services that have pictures, and those that have a row. */
  readonly services: number;
  readonly serviceRows: number;
  /** So many columns of the fleet's picture are one. */
  readonly heatEvery: number;
  /** Instances whose tasks are shown, and whether at other moments than the busiest, too. */
  readonly packed: number;
  readonly hasAllPackings: boolean;
  /** Rows of lists: bill, sizes, assertions, warnings. */
  readonly lines: number;
}

/** What all sections of a report of this outcome share. */
export function contextOf(outcome: StreamedOutcome, timeline: TimelineView, detail: Detail): ReportContext {
  const { start, warmUpSeconds } = outcome.simulation;
  const startMs = msOf(start) + warmUpSeconds * 1000;
  const endMs = msOf(outcome.simulation.end);
  return { outcome, timeline, startMs, endMs, x: timeAxis(startMs, endMs), detail };
}

/** A part of the report; `null`: the run has nothing of it. */
export interface Section {
  readonly id: string;
  readonly name: string;
  readonly content: Child;
}

/** The section with its heading. */
export function sectionMarkup({ id, name, content }: Section): Markup {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-h` },
    element('h2', { id: `${id}-h` }, name),
    content,
  );
}
