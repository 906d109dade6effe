import type {
  AlarmExplanation,
  PointExplanation,
} from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { wrapText } from '../layout.ts';
import { formatCount } from '../numbers.ts';
import { layTable } from '../table.ts';
import { formatTime, formatValue, SIDES } from './wording.ts';

/** Rows of data points; those that follow each other and are alike share one. */
const MOST_ROWS = 8;

interface Row {
  readonly newest: PointExplanation;
  oldest: PointExplanation;
  count: number;
}

/** What the last evaluation of an alarm saw, newest first, as far back as it had to look. */
export function pointLines(alarm: AlarmExplanation, moment: string, width: number): string[] {
  const { evaluatedAt, comparison, threshold, evaluationPeriods } = alarm;
  if (evaluatedAt === null) return ['It was not evaluated yet.'];
  const points = lookedAt(alarm.points, evaluationPeriods);
  const at = formatTime(evaluatedAt, moment);
  if (points.length === 0) return wrapText(`At its evaluation at ${at} it saw no data point yet.`, width);
  const rows = rowsOf(points);
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.slice(MOST_ROWS).reduce((sum, { count }) => sum + count, 0);
  const table = shown.map(({ newest, oldest, count }) => [
    `  ${formatTime(oldest.from, moment)} to ${formatTime(newest.until, moment)}`,
    `${count > 1 ? `${formatCount(count)} x ` : ''}${formatValue(newest.value)}`,
    newest.isBreaching
      ? `* ${SIDES[comparison]} ${formatValue(threshold)}`
      : newest.value === null
        ? 'missing'
        : '',
  ]);
  return [
    ...wrapText(`Data points that its evaluation at ${at} saw, the newest first:`, width),
    ...layTable(table, STYLE, width).map((line) => line.trimEnd()),
    ...(left > 0 ? [`  and ${formatCount(left)} older`] : []),
  ];
}

const STYLE = { alignRight: [false, true, false], yields: [[2, 1]] } as const;

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
  const rows: Row[] = [];
  for (const point of points) {
    const row = rows.at(-1);
    const isAlike =
      row !== undefined &&
      formatValue(row.newest.value) === formatValue(point.value) &&
      row.newest.isBreaching === point.isBreaching;
    if (isAlike) Object.assign(row, { oldest: point, count: row.count + 1 });
    else rows.push({ newest: point, oldest: point, count: 1 });
  }
  return rows;
}
