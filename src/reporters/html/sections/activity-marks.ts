import type { StreamedOutcome } from '../../../experiment/outcome.ts';
import { formatCount } from '../../text/numbers.ts';
import { whyScaled } from '../../text/scaling-activities.ts';
import type { MarkOf } from '../charts/marks.ts';
import { plain } from '../element.ts';
import { msOf } from '../instants.ts';

/** What scaled a resource and why, oldest first; what was asked for and not done is not among them. */
export function activityMarks(
  { activities }: StreamedOutcome,
  isOf: (resourceId: string) => boolean,
): { readonly marks: MarkOf[]; readonly all: number } {
  const marks = activities
    .filter(({ resourceId, from, to }) => from !== to && isOf(resourceId))
    .map((activity) => ({
      ms: msOf(activity.startTime),
      colour: 'c4',
      what: `${formatCount(activity.from)} to ${formatCount(activity.to)}`,
      cause: plain(whyScaled(activity)),
    }));
  return { marks, all: marks.length };
}
