import * as z from 'zod';
import { isTimeZone } from '../../../../units/calendar.ts';
import type { Schedule } from '../../../../units/schedule.ts';
import { parseUnixCron } from '../../../../units/unix-cron.ts';
import type { Findings } from '../../../findings.ts';
import { checkGroupSizes } from '../../../operations/auto-scaling-group.ts';
import { describeValue, type Path } from '../../../reading/problem.ts';
import type { ScheduledActionSpec } from '../../../scaling-spec.ts';
import { instant, integer, text } from '../../../shapes/fields.ts';
import { mapping, notModelled } from '../../../shapes/mapping.ts';
import { checkOwner } from './group-policies.ts';

const SHAPE = 'AutoScalingScheduledAction';
/** AWS's most of a group. */
const MOST_ACTIONS = 125;

const TIME_ZONE = 'an IANA time zone such as Europe/Berlin';

const groupScheduleSchema = mapping(
  {
    autoScalingGroupName: text('the name of the group').optional().describe('That of the group.'),
    scheduledActionName: text('a name of up to 255 characters', 255).describe('Its name in the group.'),
    recurrence: text('a cron expression', 255)
      .optional()
      .describe('When: five fields of Unix cron, such as 30 6 * * MON-FRI. Without it only at `startTime`.'),
    timeZone: z
      .string(TIME_ZONE)
      .refine(isTimeZone, TIME_ZONE)
      .prefault('UTC')
      .describe('IANA time zone of `recurrence`.'),
    startTime: instant().optional().describe('It runs at this instant, and by its recurrence from then on.'),
    endTime: instant().optional().describe('It does not run after this instant.'),
    minSize: integer(0).optional().describe('The minimum from then on.'),
    maxSize: integer(0).optional().describe('The maximum from then on.'),
    desiredCapacity: integer(0).optional().describe('What the group has from then on.'),
  },
  {
    aws: { shape: SHAPE, path: [] },
    checkedOnly: ['autoScalingGroupName'],
    notModelled: notModelled('time'),
    hints: { time: 'AWS says: use `startTime` instead.' },
  },
);

/** Scheduled actions of a group, as PutScheduledUpdateGroupAction takes or DescribeScheduledActions has them. */
export const groupSchedulesSchema: z.ZodArray<typeof groupScheduleSchema> = z
  .array(groupScheduleSchema)
  .max(MOST_ACTIONS, `at most ${MOST_ACTIONS} scheduled actions`);

type Stated = z.output<typeof groupScheduleSchema>;

/** The scheduled actions of a group; those that are wrong are left out. `startMs`: when the run begins, epoch milliseconds. */
export function resolveGroupSchedules(
  list: readonly Stated[],
  group: string,
  startMs: number,
  path: Path,
  findings: Findings,
): ScheduledActionSpec[] {
  const names = new Set<string>();
  return list.flatMap((stated, i): ScheduledActionSpec[] => {
    const { scheduledActionName, startTime, endTime } = stated;
    const at: Path = [...path, i];
    checkOwner(stated, group, at, findings);
    if (names.has(scheduledActionName))
      findings.add(
        [...at, 'scheduledActionName'],
        'a name that no other action of the group has',
        `${describeValue(scheduledActionName)} once more`,
      );
    names.add(scheduledActionName);
    if (startTime !== undefined && endTime !== undefined && endTime <= startTime)
      findings.add([...at, 'endTime'], 'an instant after `startTime`', 'one that is not');
    const { minSize = null, maxSize = null, desiredCapacity = null } = stated;
    if (minSize === null && maxSize === null && desiredCapacity === null)
      findings.add(at, '`minSize`, `maxSize` or `desiredCapacity`', 'none of them');
    const unbounded = { minSize: 0, maxSize: Number.POSITIVE_INFINITY };
    findings.addAll(at, checkGroupSizes({ minSize, maxSize, desiredCapacity }, unbounded));
    const schedule = scheduleOf(stated, at, findings);
    if (schedule === null) return [];
    return [
      {
        scheduledActionName,
        schedule,
        startMs: startTime === undefined ? null : startTime - startMs,
        endMs: endTime === undefined ? null : endTime - startMs,
        bounds: { minCapacity: minSize, maxCapacity: maxSize },
        desiredCapacity,
      },
    ];
  });
}

function scheduleOf(
  { recurrence, timeZone, startTime }: Stated,
  path: Path,
  findings: Findings,
): Schedule | null {
  if (recurrence === undefined) {
    if (startTime !== undefined) return { kind: 'at', atMs: startTime };
    findings.add(path, '`recurrence`, `startTime` or both', 'neither');
    return null;
  }
  const schedule = parseUnixCron(recurrence, timeZone);
  if (!('error' in schedule)) return schedule;
  findings.add([...path, 'recurrence'], schedule.error, describeValue(recurrence));
  return null;
}
