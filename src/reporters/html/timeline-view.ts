import type { StreamedOutcome, TimelineColumn } from '../../experiment/outcome.ts';
import { formatSeconds } from '../text/numbers.ts';
import { element, fragment, type Markup } from './element.ts';
import { msOf } from './instants.ts';

/** The timeline by scope: which rows a scope has, when they were, and what stands in them. */
export class TimelineView {
  readonly stepMs: number;
  private readonly columns: StreamedOutcome['timeline']['columns'];
  private readonly rowsBy = new Map<string, number[]>();
  private readonly instants = new Map<string, number>();

  constructor({ timeline }: StreamedOutcome) {
    this.stepMs = timeline.stepSeconds * 1000;
    this.columns = timeline.columns;
    const names = timeline.columns.name[Symbol.iterator]();
    let row = 0;
    for (const scope of timeline.columns.scope) {
      const key = keyOf(String(scope), String(names.next().value));
      const rows = this.rowsBy.get(key);
      if (rows === undefined) this.rowsBy.set(key, [row]);
      else rows.push(row);
      row++;
    }
  }

  /** The rows of a scope, oldest first; none if the timeline does not have it. */
  rows(scope: string, name = ''): readonly number[] {
    return this.rowsBy.get(keyOf(scope, name)) ?? [];
  }

  /** When a row was taken; what flows through a row did so in the step before. */
  at(row: number): number {
    const text = String(this.columns.time.at(row));
    let ms = this.instants.get(text);
    if (ms === undefined) this.instants.set(text, (ms = msOf(text)));
    return ms;
  }

  /** What all its pictures say of their axis: `, every 1 min, in UTC`. */
  sampled(): Markup {
    const { stepMs } = this;
    const step = element(
      'data',
      { value: stepMs / 1000, 'data-path': '/timeline/stepSeconds' },
      formatSeconds(stepMs / 1000),
    );
    return fragment(', every ', step, ', in UTC');
  }

  /** What stands in rows; NaN where nothing does. */
  values(rows: readonly number[], column: TimelineColumn): number[] {
    const cells = this.columns[column];
    return rows.map((row) => {
      const cell = cells.at(row);
      return typeof cell === 'number' ? cell : Number.NaN;
    });
  }
}

function keyOf(scope: string, name: string): string {
  return `${scope}\n${name}`;
}
