import type { AlarmFacts, PointExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { wrapText } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { layTable } from '../table.ts';
import { formatTime, formatValue, SIDES } from './wording.ts';

/** Where data points that are alike do not come to so few rows, the newest have rows of their own and the others go together. */
const MOST_ROWS = 8;
const MOST_ALONE = 3;

/** Data points that follow each other, the newest first. */
type Row = PointExplanation[];

/** What the last evaluation of an alarm saw, newest first, as far back as it had to look. */
export function pointLines(alarm: AlarmFacts, moment: string, width: number): string[] {
  const { evaluatedAt, evaluationPeriods } = alarm;
  if (evaluatedAt === null) return ['It was not evaluated yet.'];
  const points = lookedAt(alarm.points, evaluationPeriods);
  const at = formatTime(evaluatedAt, moment);
  if (points.length === 0) return wrapText(`At its evaluation at ${at} it saw no data point yet.`, width);
  const rows = rowsOf(points);
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.slice(MOST_ROWS).reduce((sum, { length }) => sum + length, 0);
  return [
    ...wrapText(`Data points that its evaluation at ${at} saw, the newest first:`, width),
    ...layTable(
      shown.map((row) => cellsOf(row, alarm, moment)),
      STYLE,
      width,
    ).map((line) => line.trimEnd()),
    ...(left > 0 ? [`  and ${formatCount(left)} older`] : []),
  ];
}

const STYLE = { alignRight: [false, true, false, false], yields: [[3, 1]] } as const;

function cellsOf(row: Row, { comparison, threshold }: AlarmFacts, moment: string): string[] {
  const { until, value, isBreaching } = row[0]!;
  const values = row.flatMap((point) => (point.value === null ? [] : [point.value]));
  const [least, most] = [formatValue(Math.min(...values)), formatValue(Math.max(...values))];
  return [
    `  ${formatTime(row.at(-1)!.from, moment)} to ${formatTime(until, moment)}`,
    row.length > 1 ? `${formatCount(row.length)} x` : '',
    value === null ? '-' : least === most ? least : `${least} to ${most}`,
    isBreaching ? `* ${SIDES[comparison]} ${formatValue(threshold)}` : value === null ? 'missing' : '',
  ];
}

/** Once all that count are there, what is older says nothing. */
function lookedAt(
  points: readonly PointExplanation[],
  evaluationPeriods: number,
): readonly PointExplanation[] {
  const oldest = points.findLastIndex(({ counts }) => counts);
  const isFull = points.filter(({ counts }) => counts).length === evaluationPeriods;
  return isFull ? points.slice(0, oldest + 1) : points;
}

function rowsOf(points: readonly PointExplanation[]): Row[] {
  const alike = together(points, (a, b) => isOfAKind(a, b) && formatValue(a.value) === formatValue(b.value));
  if (alike.length <= MOST_ROWS) return alike;
  const alone = points.slice(0, MOST_ALONE).map((point) => [point]);
  return [...alone, ...together(points.slice(MOST_ALONE), isOfAKind)];
}

function isOfAKind(a: PointExplanation, b: PointExplanation): boolean {
  return a.isBreaching === b.isBreaching && (a.value === null) === (b.value === null);
}

function together(
  points: readonly PointExplanation[],
  belong: (a: PointExplanation, b: PointExplanation) => boolean,
): Row[] {
  const rows: Row[] = [];
  for (const point of points) {
    const row = rows.at(-1);
    if (row !== undefined && belong(row[0]!, point)) row.push(point);
    else rows.push([point]);
  }
  return rows;
}
