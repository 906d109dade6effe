import type {
  DaemonDecision,
  Decision,
  ExplainedInstance,
  FargateDecision,
  InstanceDecision,
  ProviderChoice,
} from '../../../experiment/explain/decision.ts';
import { cleanText, fitText, padText, widthOf, wrapText } from '../layout.ts';
import { countOf, formatAmount, formatCount } from '../numbers.ts';
import { ruledOutLines } from './causes.ts';
import { refusalLines } from './refusal.ts';
import { stepLines, tieLines } from './steps.ts';
import { describeAmounts, hanging, indented, listNames } from './wording.ts';

interface Part {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** One decision: what was asked for, then step by step how it was answered, and the answer. */
export function decisionLines(decision: Decision, width: number): string[] {
  const choice = decision.choice === null ? [] : [choicePart(decision.choice, width - INDENT)];
  const parts = [...choice, ...partsOf(decision, width - INDENT)];
  return [
    ...wrapText(requestSentence(decision), width),
    ...parts.flatMap(({ heading, lines }, i) => [
      ...hanging(`${i + 1}. ${heading}`, INDENT, width),
      ...indented(lines, INDENT),
    ]),
    ...answer(decision, width),
  ];
}

const INDENT = 3;

function partsOf(decision: Decision, width: number): Part[] {
  if (decision.where === 'Fargate') return fargateParts(decision);
  if (decision.where === 'instances') return instanceParts(decision, width);
  return [{ heading: 'A DAEMON service has one task on each ACTIVE instance that matches', lines: [] }];
}

/** Where a decision led, for headings: `on m5.large-2`, `on Fargate in us-east-1a`. */
export function placeOf(decision: Decision): string | null {
  const { result } = decision;
  if (result.kind === 'refused') return null;
  if (decision.where === 'Fargate') return `on Fargate in ${result.availabilityZone}`;
  return 'containerInstance' in result && result.containerInstance !== null
    ? `on ${cleanText(result.containerInstance)}`
    : null;
}

/** What the task needs, and where it may be. */
export function requestSentence(decision: Decision): string {
  const { task, taskDefinition, size, group, cluster, capacityProvider, launchType } = decision;
  const ports = decision.where === 'instances' ? decision.hostPorts : [];
  const needs = [
    describeAmounts(size, decision.where === 'instances' ? decision.networkInterfaces : 0),
    ...(ports.length === 0 ? [] : [`host port${ports.length === 1 ? '' : 's'} ${listNames(ports)}`]),
  ];
  const from =
    decision.where === 'Fargate' && decision.roundedFrom !== null
      ? `, rounded up from ${describeAmounts(decision.roundedFrom)}`
      : '';
  const whereto = capacityProvider === null ? launchType : `capacity provider ${cleanText(capacityProvider)}`;
  return `${cleanText(task)} (${cleanText(taskDefinition)}, group ${cleanText(group)}) needs ${needs.join(', ')}${from}, on ${whereto} in cluster ${cleanText(cluster)}.`;
}

function instanceParts(decision: InstanceDecision, width: number): Part[] {
  const { instances, steps, result, constraints } = decision;
  const able = instances.filter(({ ruledOut }) => ruledOut.length === 0);
  const absent = instances.filter(({ ruledOut }) => ruledOut.some(({ kind }) => kind === 'inactive'));
  const ruledOut = instances.filter((other) => other.ruledOut.length > 0 && !absent.includes(other));
  const what = constraints.length === 0 ? 'Room' : `Room, ${listNames(constraints)}`;
  const present = countOf(instances.length - absent.length, 'container instance');
  const room = {
    heading: `${what}: ${formatCount(able.length)} of ${present} can take it`,
    lines: [...ruledOutLines(ruledOut, width), ...absentLines(absent, width)],
  };
  const last = steps.at(-1)?.kept ?? able.map(({ containerInstance }) => containerInstance);
  const tie = result.kind === 'placed' ? tieLines(result.tie, last, width) : null;
  return [
    room,
    ...steps.map((step) => stepLines(step, decision.group, width)),
    ...(tie === null ? [] : [tie]),
  ];
}

/** Instances of an ideal fleet that are closed, and those that are gone. */
export function absentLines(absent: readonly ExplainedInstance[], width: number): string[] {
  const isClosed = ({ ruledOut }: ExplainedInstance) =>
    ruledOut.some((cause) => cause.kind === 'inactive' && cause.status === 'CLOSED');
  const closed = absent.filter(isClosed).length;
  const texts = [
    ...(closed === 0 ? [] : [`${formatCount(closed)} more ${closed === 1 ? 'is' : 'are'} closed`]),
    ...(closed === absent.length ? [] : [`${formatCount(absent.length - closed)} not ACTIVE`]),
  ];
  return texts.length === 0 ? [] : wrapText(`(${texts.join(', ')})`, width);
}

function answer(decision: Decision, width: number): string[] {
  if (decision.where === 'Fargate') {
    const { result } = decision;
    if (result.kind === 'refused') return wrapText(`Refused: ${result.reason}`, width);
    const subnet = result.subnet === null ? '' : `, ${cleanText(result.subnet)}`;
    const none = result.hasAddress ? '' : '; no address is left there, so it will fail to start';
    return hanging(`=> Fargate in ${result.availabilityZone}${subnet}${none}`, INDENT, width);
  }
  if (decision.where === 'daemon') return placedLines(decision.result, width);
  const { result } = decision;
  switch (result.kind) {
    case 'placed':
      return placedLines(result, width);
    case 'opened':
      return hanging(
        `=> ${cleanText(result.containerInstance ?? 'an instance')} in ${result.availabilityZone ?? 'its zone'}: the ideal fleet opens it, for none that is open can take the task`,
        INDENT,
        width,
      );
    case 'refused':
      return refusalLines(decision, result, width);
    default:
      return result satisfies never;
  }
}

/** Why Fargate does not take a zone. */
export const WHY_NO_ZONE = {
  'no subnet': 'no subnet of the task',
  outage: 'the zone is out',
  'not asked for': 'not the zone that rebalancing is to fill',
} as const;

function placedLines(
  { containerInstance, availabilityZone }: DaemonDecision['result'],
  width: number,
): string[] {
  return wrapText(`=> ${cleanText(containerInstance)} in ${availabilityZone}`, width);
}

function fargateParts({ zones, capacityProvider, result }: FargateDecision): Part[] {
  if (result.kind === 'refused') return [];
  const of = capacityProvider === null ? '' : ` of ${cleanText(capacityProvider)}`;
  const nameWidth = zones.reduce((most, zone) => Math.max(most, widthOf(zone.availabilityZone)), 0);
  const lines = zones.map(({ availabilityZone, tasks, ruledOut, subnets }) => {
    const free = (subnets ?? []).map(
      ({ subnetId, addressesLeft }) => `, ${cleanText(subnetId)} has ${formatCount(addressesLeft)} free`,
    );
    const text =
      ruledOut === null || ruledOut === 'no address'
        ? countOf(tasks, 'task') + free.join('')
        : WHY_NO_ZONE[ruledOut];
    const mark = availabilityZone === result.availabilityZone ? '> ' : '  ';
    return `${mark}${padText(availabilityZone, nameWidth)}  ${text}`;
  });
  return [
    {
      heading: `Zone: the fewest Fargate tasks${of}; of equals the first${zones.some(({ ruledOut }) => ruledOut === 'no address') ? '; only with a free address, if there is one' : ''}`,
      lines,
    },
  ];
}

const COUNTED = {
  call: ', counting this call of RunTask alone',
  workload: '',
  service: ', counting the tasks that the service has',
} as const;

/** How the capacity provider was chosen. */
export function choicePart({ by, counted, items }: ProviderChoice, width: number): Part {
  const chosen = items.find((item) => item.chosen)!;
  const name = cleanText(chosen.capacityProvider);
  const why = {
    only: 'it is the only one',
    base: `its base of ${formatCount(chosen.base)} was not full`,
    weight: 'the least above its share with this task; of equals the first',
  }[by];
  const longest = items.reduce((most, item) => Math.max(most, widthOf(item.capacityProvider)), 0);
  const nameWidth = Math.min(24, longest);
  const lines = items.map(({ capacityProvider, base, weight, tasks }) => {
    const share =
      by === 'weight' && weight > 0
        ? `: (${tasks} - ${base} + 1) / ${weight} = ${formatAmount((tasks - base + 1) / weight)}`
        : '';
    const mark = capacityProvider === chosen.capacityProvider ? '> ' : '  ';
    const name = padText(fitText(cleanText(capacityProvider), nameWidth), nameWidth);
    return fitText(
      `${mark}${name}  ${countOf(tasks, 'task')}, base ${base}, weight ${weight}${share}`,
      width,
    );
  });
  return {
    heading: `Capacity provider ${name}: ${why}${COUNTED[counted]}`,
    lines: items.length === 1 ? [] : lines,
  };
}
