import type { AlarmFacts } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import { alarmTitle } from '../../text/explain-scaling/alarm.ts';
import { formatValue, SIDES } from '../../text/explain-scaling/wording.ts';
import { cleanText } from '../../text/layout.ts';
import {
  coordinate,
  gridLines,
  HEIGHT,
  tickNumber,
  timeAxis,
  valueAxis,
  valueLabels,
  WIDTH,
} from '../charts/axes.ts';
import { chart } from '../charts/frame.ts';
import { timeLabels } from '../charts/labels.ts';
import { lineShape } from '../charts/lines.ts';
import { disclosure, table } from '../charts/table.ts';
import { highestOf } from '../charts/thin.ts';
import { type Child, element, type Markup } from '../element.ts';
import { moment } from '../figure-data.ts';
import { msOf, shortInstant } from '../instants.ts';

/** The data points that an alarm saw, against its threshold, with what it says of them. */
export function alarmChart(alarm: AlarmFacts, note: Child): Markup | null {
  const { metric, threshold, comparison, datapointsToAlarm, evaluationPeriods, state } = alarm;
  const points = [...alarm.points].reverse();
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const x = timeAxis(msOf(first.from), msOf(last.until));
  const values = points.map(({ value }) => value ?? Number.NaN);
  const y = valueAxis(highestOf([...values, threshold]));
  const side = `${SIDES[comparison]} ${formatValue(threshold)}`;
  const title = `${alarmTitle(alarm)} is ${state === 'ALARM' ? 'in ALARM' : state}: ${points.filter(({ isBreaching }) => isBreaching).length} of ${points.length} data points are ${side}`;
  const xOf = (ms: number) => coordinate(x(ms));
  const counted = points.filter(({ counts }) => counts);
  const from = counted[0] === undefined ? null : xOf(msOf(counted[0].from));
  return chart({
    title,
    unit: `${cleanText(metric)}; dashed: the threshold; shaded: the ${evaluationPeriods === 1 ? `data point that counts, which must be ${side}` : `data points that count, of which ${datapointsToAlarm} must be ${side}`}`,
    label: title,
    isSmall: true,
    legend: [
      { colour: 'c1', name: cleanText(metric), kind: 'line' },
      { colour: 'c2', name: `Threshold, ${formatValue(threshold)}`, kind: 'dashed' },
    ],
    yLabels: valueLabels(y, tickNumber),
    xLabels: timeLabels(x),
    shapes: [
      from === null
        ? null
        : element('path', { class: 'counted', d: `M${from},0H${WIDTH}V${HEIGHT}H${from}z` }),
      gridLines(y),
      element('path', { class: 'dashed c2', d: `M0,${coordinate(y(threshold))}H${WIDTH}` }),
      lineShape(
        {
          colour: 'c1',
          times: [...points.map((point) => msOf(point.from)), msOf(last.until)],
          values: [...values, values.at(-1)!],
        },
        x,
        y,
        240,
      ),
    ],
    note,
    table: disclosure(
      'Table',
      table(
        `Data points of ${alarmTitle(alarm)}`,
        [{ head: 'From, UTC' }, { head: cleanText(metric) }, { head: 'Breaches' }, { head: 'Counts' }],
        points.map((point) => ({
          attributes: {
            'data-x': Math.round((x((msOf(point.from) + msOf(point.until)) / 2) / WIDTH) * 1000),
          },
          cells: [
            moment(msOf(point.from), shortInstant),
            point.value === null ? 'missing' : formatValue(point.value),
            point.isBreaching ? 'yes' : 'no',
            point.counts ? 'yes' : 'no',
          ],
        })),
      ),
    ),
  });
}
