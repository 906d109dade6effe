import type { ServiceEventSummary, ServiceSummary } from '../../experiment/outcome.ts';
import { cleanText, fitText, labelled } from './layout.ts';
import { formatCount, formatMinute } from './numbers.ts';

/** So many of the last events are told, that tasks started or stopped in one of them at most. */
const MOST_EVENTS = 3;

/** As many tasks as it wants, and nothing under way (ecs: ). */
export function isSteady({ desiredCount, runningCount, pendingCount, deployments }: ServiceSummary): boolean {
  const isSettled = deployments.every(
    ({ status, rolloutState }) => status !== 'PRIMARY' || rolloutState === 'COMPLETED',
  );
  return runningCount === desiredCount && pendingCount === 0 && isSettled;
}

/** What a service that is not steady has said last, in the order in which it did, as lines of at most `width` columns. */
export function unsteadyStory(
  name: string,
  { desiredCount, runningCount, pendingCount, events }: ServiceSummary,
  width: number,
): string[] {
  const counts = `${formatCount(runningCount)} running and ${formatCount(pendingCount)} pending of ${formatCount(desiredCount)}`;
  return [
    '',
    fitText(`${cleanText(name)} is not steady at the end: ${counts}`, width),
    ...tellingEvents(events).flatMap(({ createdAt, message }) =>
      labelled(`  ${formatMinute(cleanText(createdAt))}`, cleanText(message), EVENT_INDENT, width),
    ),
  ];
}

const EVENT_INDENT = 20;

/** Of those since it was steady last, if there are any: every crash loop would be told as tasks that started. */
function tellingEvents(newestFirst: readonly ServiceEventSummary[]): ServiceEventSummary[] {
  const steadyAt = newestFirst.findIndex(({ message }) => message.endsWith('has reached a steady state.'));
  const since = steadyAt > 0 ? newestFirst.slice(0, steadyAt) : newestFirst;
  const newestRoutine = since.find(isRoutine);
  return since
    .filter((event) => !isRoutine(event) || event === newestRoutine)
    .slice(0, MOST_EVENTS)
    .reverse();
}

function isRoutine({ message }: ServiceEventSummary): boolean {
  return /has (?:started|stopped) \d+ /.test(message);
}
