import type {
  ExplainedInstance,
  InstanceDecision,
  Provisioning,
  Refused,
} from '../../../experiment/explain/decision.ts';
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
    ...wrapText(refusalVerdict(refused), width),
    ...provisioningLines(refused, width),
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

/** That it was refused, or waits, and for what reason. */
export function refusalVerdict({ reason, behind, provisioning }: Refused): string {
  if (provisioning !== null && provisioning.state !== 'full')
    return waits(reason, behind, provisioning.state);
  if (behind === null) return `Refused: ${reason}`;
  const { task, order, waiting } = behind;
  const why =
    order === 'strict'
      ? `waitOrder is strict, and ${cleanText(task)} is the first in line.`
      : `${cleanText(task)}, which is like it, waits already, and who has no room for that one has none for this.`;
  return `Refused: ${reason}, without a try: ${why} (Of its workload ${countOf(waiting, 'task')} ${waiting === 1 ? 'waits' : 'wait'}.)`;
}

/** ECS has accepted it all the same. */
function waits(
  reason: string,
  behind: Refused['behind'],
  state: Exclude<Provisioning['state'], 'full'>,
): string {
  const before = behind === null ? '' : `, nor ${cleanText(behind.task)}, which comes before it`;
  const then = {
    accepted: 'ECS accepts it, and it waits in PROVISIONING',
    waiting: 'it waits on in PROVISIONING',
    timedOut: 'its time in PROVISIONING is over, and it fails to start',
  };
  return `No instance takes it${before} (${reason}): ${then[state]}.`;
}

/** Why it is refused where others may wait, and what the group's instances are to it. */
export function provisioningLines({ provisioning }: Refused, width: number): string[] {
  if (provisioning === null) return [];
  const { state, lacks, tasks, group, launches } = provisioning;
  const full =
    state === 'full'
      ? `No instance takes it (${lacks}), and it cannot wait for one: with ${countOf(tasks, 'task')} the cluster has as many in PROVISIONING as there can be. `
      : '';
  const names = (some: Provisioning['launches']) =>
    listNames([...new Set(some.map(({ instanceType }) => instanceType ?? 'its instances'))], 4, 'or');
  const able = launches.filter(({ unmet }) => unmet === null);
  const unable = launches.filter(({ unmet }) => unmet !== null);
  const reasons = [...new Set(unable.map(({ unmet }) => unmet!))].join(', ');
  const of = `Auto Scaling group ${cleanText(group)}`;
  const promise =
    able.length === 0
      ? `Nothing that ${of} launches can ever take it: ${names(unable)}, even when empty, is refused for ${reasons}.`
      : unable.length === 0
        ? `A new instance of ${of} (${names(able)}) would take it.`
        : `A new instance of ${of} would take it, if it is ${names(able)}; ${names(unable)} would not (${reasons}).`;
  return wrapText(full + promise, width);
}

/** Whether there would be enough if it lay in one place. */
export function pieces({ size, instances }: InstanceDecision, { left }: Refused, width: number): string[] {
  if (left === null || instances.length === 0) return [];
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
export function describeHelps(helps: readonly Help[]): string[] {
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
