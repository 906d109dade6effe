import type { Inquiry } from '../../execute/inquiry.ts';
import { latticeOf, spreadPositions } from '../break-even/lattice.ts';
import { differenceAt, lookAt, type Sighting, sureSign } from '../break-even/look-at.ts';
import type { FailedRun, Surface, SurfaceCell } from '../comparison.ts';
import type { Alternative } from '../plan/alternative.ts';
import { type Range, settingsAt, unitOf } from '../plan/range.ts';
import type { ReplicationOptions } from '../run-replications.ts';
import { sampleOf } from '../statistics/sample.ts';
import { simultaneous } from '../statistics/spread.ts';

/** Values of each variable, where a range has so many. */
const ROWS = 7;
const COLUMNS = 9;

/** A surface, and the runs that failed on the way. */
export interface FoundSurface {
  readonly surface: Surface;
  readonly failures: readonly FailedRun[];
}

/** Who is cheapest at each point of a grid over two variables; the intervals of a point hold all at once. */
export function* findSurface(
  alternatives: readonly Alternative[],
  rows: Range,
  columns: Range,
  options: ReplicationOptions,
): Inquiry<FoundSurface> {
  const failures: FailedRun[] = [];
  const rowValues = valuesOf(rows, ROWS);
  const columnValues = valuesOf(columns, COLUMNS);
  const spots = rowValues.flatMap((row) =>
    columnValues.map((column) => {
      const settings = [...settingsAt(rows, row), ...settingsAt(columns, column)];
      return { name: settings.join(', '), settings };
    }),
  );
  const sightings = yield* lookAt(alternatives, spots, options, failures);
  const names = alternatives.map(({ name }) => name);
  const cells = rowValues.map((_, row) =>
    columnValues.map((_, column) =>
      cellOf(sightings[row * columnValues.length + column]!, names, options.confidence),
    ),
  );
  return {
    surface: {
      rows: { variable: rows.path, ...unitOf(rows), values: rowValues },
      columns: { variable: columns.path, ...unitOf(columns), values: columnValues },
      alternatives: names,
      cells,
    },
    failures,
  };
}

function valuesOf(range: Range, count: number): number[] {
  const lattice = latticeOf(range);
  return spreadPositions(lattice, count).map(lattice.valueAt);
}

/** The cheapest in the mean, if no other one may be cheaper. */
function cellOf(sighting: Sighting, names: readonly string[], confidence: number): SurfaceCell {
  const costs = names.map((name) => {
    const ended = sighting.entrants.find(({ alternative }) => alternative.name === name)?.ended;
    return ended === undefined
      ? null
      : Number(sampleOf(ended.map(({ cost }) => cost.total)).mean.toPrecision(9));
  });
  const known = costs.filter((cost) => cost !== null);
  if (known.length < names.length) return { cheapest: null, costs };
  const cheapest = names[costs.indexOf(Math.min(...known))]!;
  const each = simultaneous(confidence, (names.length * (names.length - 1)) / 2);
  const isSure = names.every((other) => {
    const difference = other === cheapest ? null : differenceAt(sighting, cheapest, other, each);
    return other === cheapest || (difference !== null && sureSign(difference) < 0);
  });
  return { cheapest: isSure ? cheapest : null, costs };
}
