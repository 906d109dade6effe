import type { ExplainedInstance, InstanceDecision, Refused } from '../../../experiment/explain/decision.ts';
import type { Help } from '../../../experiment/explain/refusal/help.ts';
import { cleanText, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';
import { areFew, namedLines } from './causes.ts';
import { describeAmounts, indented, listNames } from './wording.ts';

/** Why nobody took the task, who came closest, and what would have helped. */
export function refusalLines(decision: InstanceDecision, refused: Refused, width: number): string[] {
  const { closest, helps } = refused;
  const ruledOut = decision.instances.filter((instance) => instance.ruledOut.length > 0);
  const close = closest.flatMap((name) => ruledOut.find((other) => other.containerInstance === name) ?? []);
  return [
    ...wrapText(verdict(refused), width),
    ...pieces(decision, refused, width),
    ...closestLines(close, ruledOut, width),
    ...(helps.length === 0
      ? []
      : [
          'Would have helped, each by itself:',
          ...describeHelps(helps).flatMap((help) => bullet(help, width)),
        ]),
    ...(closest.length === 0 || decision.instances.some((instance) => instance.ruledOut.length === 0)
      ? []
      : wrapText(
          'No placement strategy would have helped: it chooses among those that can take the task.',
          width,
        )),
  ];
}

/** Those that are listed above need only be named. */
function closestLines(
  close: readonly ExplainedInstance[],
  ruledOut: readonly ExplainedInstance[],
  width: number,
): string[] {
  if (close.length === 0) return [];
  if (!areFew(ruledOut)) return ['Came closest:', ...indented(namedLines(close, width - 2), 2)];
  return wrapText(
    `Came closest: ${listNames(close.map(({ containerInstance }) => containerInstance))}.`,
    width,
  );
}

function verdict({ reason, behind }: Refused): string {
  if (behind === null) return `Refused: ${reason}`;
  const { task, order, waiting } = behind;
  const why =
    order === 'strict'
      ? `waitOrder is strict, and ${cleanText(task)} is the first in line.`
      : `${cleanText(task)}, which is like it, waits already, and who has no room for that one has none for this.`;
  return `Refused: ${reason}, without a try: ${why} (Of its workload ${countOf(waiting, 'task')} ${waiting === 1 ? 'waits' : 'wait'}.)`;
}

/** Whether there would be enough if it lay in one place. */
function pieces({ size }: InstanceDecision, { left }: Refused, width: number): string[] {
  if (left === null) return [];
  const names = { cpu: ['CPU', 'CPU units'], memory: ['memory', 'MiB'], gpu: ['GPUs', 'GPUs'] } as const;
  return (['cpu', 'memory', 'gpu'] as const).flatMap((resource) => {
    const needs = size[resource];
    const [name, unit] = names[resource];
    if (needs <= left.most[resource]) return [];
    const all = `${formatCount(left.all[resource])} ${unit} are left in all`;
    return wrapText(
      left.all[resource] < needs
        ? `Too little ${name}: ${all}, and it needs ${formatCount(needs)}.`
        : `Enough ${name}, but in pieces: ${all}, and no more than ${formatCount(left.most[resource])} on one instance.`,
      width,
    );
  });
}

function bullet(text: string, width: number): string[] {
  return wrapText(text, width - 4).map((line, i) => (i === 0 ? '  - ' : '    ') + line);
}

/** One sentence each; instances must be larger in all that is too little at once. */
function describeHelps(helps: readonly Help[]): string[] {
  const sentences = helps.filter(({ kind }) => kind !== 'larger').map(describeHelp);
  const larger = helps.filter(({ kind }) => kind === 'larger').map(describeHelp);
  return larger.length === 0 ? sentences : [...sentences, `larger instances: ${larger.join('; and ')}`];
}

function describeHelp(help: Help): string {
  switch (help.kind) {
    case 'room':
      return `${describeAmounts(help, help.networkInterfaces)} more on ${cleanText(help.containerInstance)}`;
    case 'end':
      return `the end of ${cleanText(help.task)} on ${cleanText(help.containerInstance)}, which holds ${describeAmounts(help, help.networkInterfaces)}${help.isEnding ? ' and is ending already' : ''}`;
    case 'instance':
      return `one more ${cleanText(help.instanceType ?? `like ${help.like}`)} in ${listNames(help.availabilityZones, 6, 'or')}`;
    case 'constraint': {
      const name = help.expression === null ? help.constraint : `memberOf(${cleanText(help.expression)})`;
      return `no constraint ${name}: it alone keeps ${countOf(help.instances, 'instance')} from taking it`;
    }
    case 'agent':
      return `a connected agent on ${cleanText(help.containerInstance)}`;
    case 'larger': {
      const unit = { cpu: 'CPU units', memory: 'MiB', gpu: 'GPUs' }[help.resource];
      return `it needs ${formatCount(help.needs)} ${unit}, and none here has more than ${formatCount(help.most)} when empty`;
    }
    default:
      return help satisfies never;
  }
}
