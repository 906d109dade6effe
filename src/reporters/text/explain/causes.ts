import type { Cause } from '../../../experiment/explain/cause.ts';
import type { ExplainedInstance } from '../../../experiment/explain/decision.ts';
import { cleanText, labelled, padText, widthOf, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { listNames, listRuns } from './wording.ts';

/** Up to so many different answers are told as they are; more are put together by need. */
const MOST_DIFFERENT = 10;
const MOST_GROUPS = 12;
const MOST_NAME_WIDTH = 30;

/** What rules instances out: exactly, those that are alike together; or when they differ much, what they have in common. */
export function ruledOutLines(instances: readonly ExplainedInstance[], width: number): string[] {
  return areFew(instances) ? namedLines(instances, width) : groupLines(instances, width);
}

/** Whether each different answer can be told exactly. */
export function areFew(instances: readonly ExplainedInstance[]): boolean {
  return byCauses(instances).length <= MOST_DIFFERENT;
}

/** Instances with all that rules them out. */
export function namedLines(instances: readonly ExplainedInstance[], width: number): string[] {
  const groups = byCauses(instances);
  const names = groups.map(({ members }) => listRuns(members));
  const widths = names.map(widthOf).filter((own) => own <= MOST_NAME_WIDTH);
  const nameWidth = widths.reduce((most, own) => Math.max(most, own), 0) + 2;
  return groups.flatMap(({ causes }, i) => {
    const isLong = widthOf(names[i]!) > nameWidth - 2;
    return [
      ...(isLong ? wrapText(names[i]!, width) : []),
      ...causes.flatMap((cause, j) => labelled(j === 0 && !isLong ? names[i]! : '', cause, nameWidth, width)),
    ];
  });
}

interface AlikeInstances {
  readonly members: string[];
  readonly causes: readonly string[];
}

function byCauses(instances: readonly ExplainedInstance[]): readonly AlikeInstances[] {
  const groups = new Map<string, AlikeInstances>();
  for (const { containerInstance, ruledOut } of instances) {
    const causes = ruledOut.map(describeCause);
    const key = causes.join('\n');
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { members: [containerInstance], causes });
    else known.members.push(containerInstance);
  }
  return [...groups.values()];
}

/** Instances that are ruled out by the same, and what that is: exactly where the answers are few, else by need; the most instances first. */
export function causeRows(
  instances: readonly ExplainedInstance[],
): { readonly why: string; readonly members: readonly string[] }[] {
  const rows = areFew(instances)
    ? byCauses(instances).map(({ causes, members }) => ({ why: causes.join('; '), members }))
    : [...byNeeds(instances)].map(([name, members]) => ({
        why: name + leastShort(members),
        members: members.map(({ containerInstance }) => containerInstance),
      }));
  return rows.sort((a, b) => b.members.length - a.members.length);
}

/** `RESOURCE:MEMORY needs 2,048 MiB, 512 left`. */
function describeCause(cause: Cause): string {
  switch (cause.kind) {
    case 'agent':
      return 'AGENT is not connected';
    case 'inactive':
      return cause.status === 'CLOSED' ? 'closed' : `INACTIVE: it is ${cause.status}`;
    case 'short':
      return `${cause.need} needs ${describeShort(cause.need, cause.needs)}, ${formatCount(cause.left)} left${cause.kept === 0 ? '' : ` and ${formatCount(cause.kept)} kept for daemons`}`;
    case 'port':
      return `${cause.need} needs ${cause.port}, which ${
        cause.heldBy === null ? 'the instance keeps for itself' : `${cleanText(cause.heldBy)} has`
      }`;
    case 'attribute':
      return `ATTRIBUTE ${cause.attribute} needs ${cause.needs}, is ${cause.has}`;
    case 'location':
      return `LOCATION needs ${listNames(cause.needs, 5, 'or')}, where the task may be`;
    case 'capacityProvider':
      return `not of capacity provider ${cleanText(cause.needs)}${cause.has === null ? '' : `, but of ${cleanText(cause.has)}`}`;
    case 'distinctInstance':
      return `distinctInstance: ${listNames(cause.tasks, 3)} of the group ${cause.tasks.length === 1 ? 'is' : 'are'} there`;
    case 'memberOf':
      return `memberOf: ${cleanText(cause.because)}`;
    default:
      return cause satisfies never;
  }
}

/** The same below a box that shows the need: `7,168 CPU units left`. */
export function causeInShort(cause: Cause): string {
  return cause.kind === 'short' ? `${describeShort(cause.need, cause.left)} left` : describeCause(cause);
}

function describeShort(need: string, amount: number): string {
  switch (need) {
    case 'RESOURCE:CPU':
      return countOf(amount, 'CPU unit');
    case 'RESOURCE:MEMORY':
      return `${formatCount(amount)} MiB`;
    case 'RESOURCE:GPU':
      return countOf(amount, 'GPU');
    case 'RESOURCE:ENI':
      return countOf(amount, 'network interface');
    default:
      return countOf(amount, 'more host port');
  }
}

/** What two instances must have in common to be told of together. */
function groupName(cause: Cause): string {
  switch (cause.kind) {
    case 'agent':
    case 'short':
    case 'distinctInstance':
      return cause.need;
    case 'port':
      return `${cause.need} ${cause.port}`;
    case 'location':
      return `LOCATION ${cause.has}`;
    case 'attribute':
    case 'inactive':
    case 'capacityProvider':
    case 'memberOf':
      return describeCause(cause);
    default:
      return cause satisfies never;
  }
}

function byNeeds(ruledOut: readonly ExplainedInstance[]): ReadonlyMap<string, ExplainedInstance[]> {
  const groups = new Map<string, ExplainedInstance[]>();
  for (const instance of ruledOut) {
    const name = instance.ruledOut.map(groupName).join(' + ');
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [instance]);
    else known.push(instance);
  }
  return groups;
}

function groupLines(ruledOut: readonly ExplainedInstance[], width: number): string[] {
  const sorted = [...byNeeds(ruledOut)].sort(([, a], [, b]) => b.length - a.length);
  const shown = sorted.slice(0, MOST_GROUPS);
  const countWidth = widthOf(formatCount(shown[0]![1].length)) + 2;
  const lines = shown.flatMap(([name, members]) =>
    wrapText(`${name}${leastShort(members)}`, width - countWidth).map(
      (line, i) =>
        padText(i === 0 ? `${formatCount(members.length)}` : '', countWidth - 2, true) + `  ${line}`,
    ),
  );
  const rest = sorted.slice(MOST_GROUPS);
  if (rest.length === 0) return lines;
  const others = rest.reduce((sum, [, members]) => sum + members.length, 0);
  return [
    ...lines,
    ...wrapText(
      `${countOf(others, 'instance')} for ${countOf(rest.length, 'other reason')}: see --format json`,
      width,
    ),
  ];
}

/** Of instances that are short of one thing alone, by how much the nearest is. */
function leastShort(members: readonly ExplainedInstance[]): string {
  let least: { readonly amount: number; readonly text: string } | null = null;
  for (const { containerInstance, ruledOut } of members) {
    const [cause] = ruledOut;
    if (ruledOut.length > 1 || cause?.kind !== 'short') return '';
    const amount = cause.needs - cause.left;
    if (least === null || amount < least.amount)
      least = {
        amount,
        text: ` (least short: ${describeShort(cause.need, amount)} on ${cleanText(containerInstance)})`,
      };
  }
  return least?.text ?? '';
}
