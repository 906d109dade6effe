import type { AlarmSummary } from '../../experiment/outcome.ts';
import { cleanText, fitText } from './layout.ts';
import { countOf, formatSeconds, formatTimes } from './numbers.ts';
import { layTable } from './table.ts';
import { worstOf } from './worst-of.ts';

/** So many alarms have a row of their own: those that were in ALARM the longest. */
const MOST_ROWS = 10;

/** The scenario's own alarms: their state at the end, how often and how long they were in ALARM. */
export function alarmsTable(alarms: readonly AlarmSummary[], width: number): string[] {
  const own = alarms.filter(({ alarmName }) => !alarmName.startsWith('TargetTracking-'));
  if (own.length === 0) return [];
  const shown = worstOf(own, MOST_ROWS, ({ alarmSeconds }) => alarmSeconds);
  const left = own.length - shown.length;
  return [
    ...layTable([HEADER, ...shown.map(cellsOf)], STYLE, width),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other alarm')} in outcome.json`, width)] : []),
  ];
}

const HEADER = ['Alarm', 'At the end', 'In ALARM', 'For'];
const STYLE = {
  alignRight: [false, false, true, true],
  names: 0,
  yields: [
    [0, 9],
    [3, 7],
    [2, 6],
    [1, 6],
  ],
} as const;

function cellsOf({ alarmName, state, alarms, alarmSeconds }: AlarmSummary): string[] {
  // An alarm that was in ALARM when the warm-up ended did not come to it afterwards.
  const often = alarms === 0 ? (alarmSeconds > 0 ? 'from before' : 'never') : formatTimes(alarms);
  return [cleanText(alarmName), state, often, alarmSeconds === 0 ? '' : formatSeconds(alarmSeconds)];
}
