import * as z from 'zod';
import { isTimeZone } from '../../../units/calendar.ts';
import type { Findings } from '../../findings.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { ScheduledActionSpec } from '../../scaling-spec.ts';
import { instant, integer, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { readSchedule } from '../workloads/arrivals.ts';
import { CHECKED_KEYS, checkRepeated, repeatedKeys } from './target-keys.ts';

const SHAPE = 'ScheduledAction';
/** scaling. */
const MOST_ACTIONS = 200;

const TIME_ZONE = 'an IANA time zone such as Europe/Berlin';

const scheduledActionSchema = mapping(
  {
    ...repeatedKeys,
    scheduledActionName: text('a name of up to 256 characters', 256).describe('Its name in the target.'),
    schedule: text('cron(...), rate(...) or at(...)').describe('When: cron(...), rate(...) or at(...).'),
    timezone: z
      .string(TIME_ZONE)
      .refine(isTimeZone, TIME_ZONE)
      .prefault('UTC')
      .describe('IANA time zone of at(...) and cron(...).'),
    startTime: instant().optional().describe('It runs at this instant, and by its schedule from then on.'),
    endTime: instant().optional().describe('It does not run after this instant.'),
    scalableTargetAction: mapping(
      {
        minCapacity: integer(0).optional().describe('The minimum from then on.'),
        maxCapacity: integer(0).optional().describe('The maximum from then on.'),
      },
      { aws: { shape: SHAPE, path: ['scalableTargetAction'] } },
    ),
  },
  { aws: { shape: SHAPE, path: [] }, checkedOnly: [...CHECKED_KEYS, 'resourceId'] },
);

/** Scheduled actions of a target, as PutScheduledAction takes them. */
export const scheduledActionsSchema: z.ZodArray<typeof scheduledActionSchema> = z
  .array(scheduledActionSchema)
  .max(MOST_ACTIONS, `at most ${MOST_ACTIONS} scheduled actions`);

/** The scheduled actions of a target; those that are wrong are left out. `startMs`: when the run begins, epoch milliseconds. */
export function resolveScheduledActions(
  list: z.output<typeof scheduledActionsSchema>,
  resourceId: string,
  startMs: number,
  path: Path,
  findings: Findings,
): ScheduledActionSpec[] {
  const names = new Set<string>();
  return list.flatMap((stated, i): ScheduledActionSpec[] => {
    const { scheduledActionName, timezone, startTime, endTime, scalableTargetAction } = stated;
    const at: Path = [...path, i];
    checkRepeated(stated, resourceId, at, findings);
    if (names.has(scheduledActionName))
      findings.add(
        [...at, 'scheduledActionName'],
        'a name that no other action of the target has',
        `${describeValue(scheduledActionName)} once more`,
      );
    names.add(scheduledActionName);
    if (startTime !== undefined && endTime !== undefined && endTime <= startTime)
      findings.add([...at, 'endTime'], 'an instant after `startTime`', 'one that is not');
    checkBounds(scalableTargetAction, [...at, 'scalableTargetAction'], findings);
    const schedule = readSchedule(stated.schedule, timezone, [...at, 'schedule'], findings);
    if (schedule === null) return [];
    const { minCapacity = null, maxCapacity = null } = scalableTargetAction;
    return [
      {
        scheduledActionName,
        schedule,
        startMs: startTime === undefined ? null : startTime - startMs,
        endMs: endTime === undefined ? null : endTime - startMs,
        bounds: { minCapacity, maxCapacity },
        desiredCapacity: null,
      },
    ];
  });
}

/** At least one of them; the minimum is at most the maximum. */
function checkBounds(
  { minCapacity, maxCapacity }: z.output<typeof scheduledActionSchema>['scalableTargetAction'],
  path: Path,
  findings: Findings,
): void {
  if (minCapacity === undefined && maxCapacity === undefined)
    findings.add(path, '`minCapacity`, `maxCapacity` or both', 'neither');
  else if (minCapacity !== undefined && maxCapacity !== undefined && minCapacity > maxCapacity)
    findings.add([...path, 'minCapacity'], `at most \`maxCapacity\`, ${maxCapacity}`, `${minCapacity}`);
}
