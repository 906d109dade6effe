import type {
  GroupExplanation,
  NeedExplanation,
  ScaleInExplanation,
} from '../../../experiment/explain/managed/managed-explanation.ts';
import { listNames, listRuns } from '../explain/wording.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';

/** Instances that are named. */
const MOST_NAMED = 6;

/** Which instances go, or why none can. */
export function scaleInLines(
  scaleIn: ScaleInExplanation,
  { instances, inUse }: NeedExplanation,
  { desiredCapacity }: GroupExplanation,
  width: number,
): string[] {
  const { surplus, asked } = scaleIn;
  const count = surplus + asked;
  const sentences = [
    ...(surplus > 0
      ? [
          `It has ${countOf(surplus, 'instance')} more than its desired capacity of ${formatCount(desiredCapacity)}.`,
        ]
      : []),
    ...(asked > 0
      ? [`AlarmLow would have it give up ${formatCount(asked)}${surplus > 0 ? ' more' : ''}.`]
      : []),
    takenSentence(scaleIn, count),
    ...protectedSentence(scaleIn),
    ...(instances > 0 && inUse === instances ? ['All that are ACTIVE have tasks.'] : []),
  ];
  return sentences.flatMap((sentence) => wrapText(sentence, width));
}

function takenSentence({ next, protection, protected: kept }: ScaleInExplanation, count: number): string {
  if (next.length === 0)
    return kept.length === 0
      ? 'There is no instance that it could take.'
      : `None can go: ${protection === 'tasks' ? 'those that it has all have tasks, and ECS protects these' : 'all were launched protected from scale-in'}.`;
  const named = next.map(({ containerInstance, availabilityZone, isInUse, drains }) => {
    const what = isInUse ? (drains ? 'drains its tasks first' : 'with its tasks') : 'without tasks';
    return `${cleanText(containerInstance)} (${cleanText(availabilityZone)}, ${what})`;
  });
  const list = listNames(named, MOST_NAMED);
  if (count > 0) {
    const short = next.length < count && kept.length > 0 ? ', and no other can go' : '';
    return `Next to go: ${list}${short}.`;
  }
  return `None is to go now; the first would be ${list}.`;
}

function protectedSentence({ next, protection, protected: kept }: ScaleInExplanation): string[] {
  if (next.length === 0 || kept.length === 0) return [];
  const why = protection === 'tasks' ? 'they have tasks' : 'they were launched so';
  return [`Protected from scale-in, for ${why}: ${listRuns(kept)}.`];
}
