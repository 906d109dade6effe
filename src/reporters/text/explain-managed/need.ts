import type {
  ManagedExplanation,
  NeedExplanation,
  WaitingExplanation,
} from '../../../experiment/explain/managed/managed-explanation.ts';
import { describeAmounts } from '../explain/wording.ts';
import { cleanText, fitText, plainBlanks, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount } from '../numbers.ts';
import { layTable } from '../table.ts';

/** Groups of waiting tasks that have a row. */
const MOST_ROWS = 10;

/** N and M, those who wait with what they take, and the metric (ecs: ). */
export function needLines({ need, group, managedScaling }: ManagedExplanation, width: number): string[] {
  // With `managedScaling.counted: launched` some may be booting.
  const counted = need.instances > group.active ? 'ACTIVE or booting' : 'ACTIVE';
  return [
    ...wrapText(
      need.instances === 0
        ? 'N is 0: no instance of it is ACTIVE.'
        : `N is ${formatCount(need.instances)}: its instances that are ${counted}, ${formatCount(need.inUse)} of them with tasks.`,
      width,
    ),
    ...wrapText(neededSentence(need, managedScaling), width),
    ...waitingLines(need, group.instanceType, width),
    ...wrapText(reservationSentence(need), width),
  ];
}

function neededSentence(
  { by, needed, instances, extra, step }: NeedExplanation,
  { minimumStep, maximumStep }: ManagedExplanation['managedScaling'],
): string {
  const m = `M is ${formatCount(needed)}`;
  if (by === 'inUse') return `${m}: as many as have tasks, for no task is in PROVISIONING.`;
  if (by === 'tooLarge')
    return `${m}, which is N: tasks are in PROVISIONING, but an instance can hold none of them.`;
  const bound =
    step < extra
      ? `, of which a step adds ${formatCount(maximumStep)} at most`
      : step > extra
        ? `, of which a step makes ${formatCount(minimumStep)} at least`
        : '';
  return `${m}: N is ${formatCount(instances)}, and the tasks in PROVISIONING take ${formatCount(extra)} more${bound}.`;
}

function waitingLines({ waiting, room, by }: NeedExplanation, type: string, width: number): string[] {
  if (waiting.length === 0) return [];
  const shown = [...waiting].sort((a, b) => b.instances - a.instances).slice(0, MOST_ROWS);
  const left = waiting.length - shown.length;
  const most = by === 'waiting' && waiting.length > 1 ? ' What takes the most counts:' : '';
  return [
    ...wrapText(
      `An instance (${cleanText(type)}) has ${describeAmounts(room, room.networkInterfaces ?? 0)} for them.${most}`,
      width,
    ),
    ...layTable([HEADER, ...shown.map(cellsOf)], STYLE, width).map((line) => line.trimEnd()),
    ...(left > 0 ? [fitText(`  and ${countOf(left, 'other group')}`, width)] : []),
  ];
}

const HEADER = ['  In PROVISIONING', 'Tasks', 'Each needs', 'Per instance', 'Take'];
const STYLE = {
  alignRight: [false, true, false, true, true],
  names: 0,
  yields: [
    [0, 12],
    [2, 0],
    [0, 9],
  ],
} as const;

function cellsOf({
  of,
  taskDefinition,
  tasks,
  need,
  isAlone,
  fits,
  perInstance,
  instances,
}: WaitingExplanation): string[] {
  const each = plainBlanks(describeAmounts(need, need.networkInterfaces));
  return [
    `  ${cleanText(of)}, ${cleanText(taskDefinition)}`,
    formatCount(tasks),
    each,
    fits
      ? `${perInstance === null ? 'any' : formatCount(perInstance)}${isAlone ? ' (alone)' : ''}`
      : 'too large',
    formatCount(instances),
  ];
}

function reservationSentence({ needed, instances, reservation }: NeedExplanation): string {
  const metric = `CapacityProviderReservation is ${formatAmount(reservation)} now`;
  if (instances > 0)
    return `${metric}: 100 x M / N = 100 x ${formatCount(needed)} / ${formatCount(instances)}.`;
  return needed === 0
    ? `${metric}, as it is with no instance and no need of one.`
    : `${metric}, as it is with no instance, whatever is needed.`;
}
