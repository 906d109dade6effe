import type { GroupSummary, InstanceRefreshSummary, StreamedOutcome } from '../../experiment/outcome.ts';
import { cleanText, fitText, wrapText } from './layout.ts';
import { countOf, formatMinute, formatSeconds } from './numbers.ts';

/** Of more refreshes than this the first ones have lines. */
const MOST_LINES = 12;

/** What instance refreshes came to, and how many instances were replaced for other reasons, as lines of at most `width` columns. */
export function instanceRefreshes({ autoScalingGroups }: StreamedOutcome, width: number): string[] {
  const entries = Object.entries(autoScalingGroups);
  const lines = entries.flatMap(([name, group]) => [
    ...group.instanceRefreshes.map((refresh) => sentenceOf(cleanText(name), refresh)),
    ...othersOf(cleanText(name), group),
  ]);
  const left = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES).flatMap((line) => wrapText(line, width)),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'more line')} in outcome.json`, width)] : []),
  ];
}

function sentenceOf(name: string, refresh: InstanceRefreshSummary): string {
  const { status, startTime, durationSeconds, percentageComplete, instancesToUpdate } = refresh;
  const { replaced, checkpoints } = refresh;
  const began = `Instance refresh of ${name} at ${formatMinute(startTime)}:`;
  const done = `${countOf(replaced, 'instance')} replaced`;
  const paused = checkpoints.length > 1 ? `, ${countOf(checkpoints.length, 'checkpoint')}` : '';
  const left = instancesToUpdate === 0 ? '' : `, ${instancesToUpdate} left`;
  const reason = refresh.statusReason === '' ? '' : ` ${cleanText(refresh.statusReason)}`;
  return `${began} ${WORDS[status]} after ${formatSeconds(durationSeconds)} at ${percentageComplete} percent, ${done}${left}${paused}.${reason}`;
}

const WORDS: Readonly<Record<InstanceRefreshSummary['status'], string>> = {
  InProgress: 'in progress',
  Successful: 'successful',
  Failed: 'failed',
  Cancelled: 'cancelled',
};

function othersOf(name: string, { replacedInstances: { unhealthy, lifetime } }: GroupSummary): string[] {
  const parts = [
    ...(unhealthy > 0 ? [`${unhealthy} as unhealthy`] : []),
    ...(lifetime > 0 ? [`${lifetime} at the end of their maximum lifetime`] : []),
  ];
  return parts.length === 0 ? [] : [`${name} replaced instances: ${parts.join(', ')}.`];
}
