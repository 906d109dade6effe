import type { Decision } from '../../experiment/explain/decision.ts';
import type {
  Explanation,
  FailedExplanation,
  MomentExplanation,
  Release,
  Releases,
  TaskExplanation,
} from '../../experiment/explain/explanation.ts';
import { decisionLines, placeOf } from './explain/decision.ts';
import { describeAmounts, formatMoment, indented } from './explain/wording.ts';
import { managedParts } from './explain-managed.ts';
import { scalingParts } from './explain-scaling.ts';
import { cleanText, fitText, padText, widthOf, wrapText } from './layout.ts';
import { countOf, formatCount, formatSeconds } from './numbers.ts';

/** An explanation of placements or of scaling in at most `width` columns (at least 60). */
export function explanationText(explanation: Explanation, width: number = 80): string {
  const parts = partsOf(explanation, width);
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

function partsOf(explanation: Explanation, width: number): string[][] {
  switch (explanation.question) {
    case 'task':
      return taskParts(explanation, width);
    case 'at':
      return momentParts(explanation, width);
    case 'failed':
      return failedParts(explanation, width);
    case 'scaling':
      return scalingParts(explanation, width);
    case 'managedScaling':
      return managedParts(explanation, width);
    default:
      return explanation satisfies never;
  }
}

function taskParts(explanation: TaskExplanation, width: number): string[][] {
  const { acceptance, firstRefusal, lastRefusal, released, refusals } = explanation;
  const title = `${cleanText(explanation.scenario.name)}: ${taskTitle(explanation)}`;
  const requested = `Requested ${formatMoment(explanation.requestedAt)} UTC`;
  if (refusals === 0 || firstRefusal === null)
    return [
      [...wrapText(title, width), ...wrapText(`${requested} and placed at once.`, width)],
      acceptance === null ? [] : decisionLines(acceptance, width),
    ];
  return [
    [...wrapText(title, width), ...wrapText(`${requested}; ${howOften(explanation)}.`, width)],
    section(headingOf('First', firstRefusal, explanation, width), decisionLines(firstRefusal, width)),
    ...(lastRefusal === null
      ? []
      : [section(headingOf('Last', lastRefusal, explanation, width), decisionLines(lastRefusal, width))]),
    ...(released === null ? [] : [releasedLines(released, width)]),
    ...(acceptance === null
      ? []
      : [section(`Placed, ${formatMoment(acceptance.at)}`, decisionLines(acceptance, width))]),
  ];
}

/** What became of it before it was placed. */
export function howOften({ refusals, provisioningAt, requestedAt }: TaskExplanation): string {
  const times = refusals === 1 ? 'once' : `${formatCount(refusals)} times`;
  if (provisioningAt === null) return `refused ${times}`;
  const at = provisioningAt === requestedAt ? '' : ` at ${formatMoment(provisioningAt)}`;
  return `accepted in PROVISIONING${at}, and tried in vain ${times}`;
}

/** What is told of the first in line is true of all who wait behind it. */
export function headingOf(
  which: 'First' | 'Last',
  decision: Decision,
  explanation: TaskExplanation,
  width: number,
): string {
  const at = formatMoment(decision.at);
  if (decision.task !== explanation.task)
    return fitText(`${which} refusal, ${at}: of ${cleanText(decision.task)}, before it in line`, width);
  if (explanation.provisioningAt === null) return `${which} refusal, ${at}`;
  if (which === 'First') return `When it came, ${at}`;
  const isEnd = decision.at === explanation.endedAt && explanation.end !== 'placed';
  return isEnd ? `In the end, ${at}` : `The last time, ${at}`;
}

/** `why web-3 waited 5 s and is on m5.large-1`. */
export function taskTitle({ task, end, acceptance, waitedSeconds }: TaskExplanation): string {
  const name = cleanText(task);
  const place = acceptance === null ? null : placeOf(acceptance);
  switch (end) {
    case 'placed':
      return waitedSeconds === 0
        ? `why ${name} is ${place}`
        : `why ${name} waited ${formatSeconds(waitedSeconds)} and is ${place}`;
    case 'givenUp':
      return waitedSeconds === 0
        ? `why ${name} was never placed`
        : `why ${name} was given up after ${formatSeconds(waitedSeconds)}`;
    case 'timedOut':
      return `why ${name} failed to start after ${formatSeconds(waitedSeconds)}`;
    case 'waiting':
      return `why ${name} still waits at the end, after ${formatSeconds(waitedSeconds)}`;
  }
}

export function releasedLines(released: Releases, width: number): string[] {
  const { tasks, instances, room, onClosest, onClosestBefore, letIn } = released;
  const first =
    tasks === 0
      ? 'No task of the cluster ended on an instance.'
      : `${countOf(tasks, 'task')} ended on ${countOf(instances, 'instance')} and gave back ${describeAmounts(room)}.`;
  const before = onClosestBefore === 0 ? '' : `, after ${formatCount(onClosestBefore)} more`;
  return section('What came free in between', [
    ...wrapText(first, width),
    ...(onClosest.length === 0
      ? []
      : [...wrapText(`On those that came closest${before}:`, width), ...releaseTable(onClosest, width)]),
    ...(letIn === null
      ? []
      : wrapText(
          `It was let in by ${cleanText(letIn.task)}, which gave back ${describeAmounts(letIn, letIn.networkInterfaces)} on ${cleanText(letIn.containerInstance)} at ${formatMoment(letIn.at)}: without that, no room there.`,
          width,
        )),
  ]);
}

function releaseTable(releases: readonly Release[], width: number): string[] {
  const rows = releases.map((release) => [
    formatMoment(release.at).slice(5),
    cleanText(release.task),
    cleanText(release.containerInstance),
    describeAmounts(release, release.networkInterfaces),
  ]);
  const widths = [0, 1, 2].map((i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  return rows.map((row) =>
    fitText(`  ${row.map((cell, i) => padText(cell, widths[i] ?? 0)).join('  ')}`.trimEnd(), width),
  );
}

/** Decisions of a moment that are shown step by step; the rest in one line each. */
const MOST_WHOLE = 5;
const MOST_LINES = 40;

function momentParts(explanation: MomentExplanation, width: number): string[][] {
  const { scenario, askedAt, at, runUntil, decisions, brief, more } = explanation;
  const name = cleanText(scenario.name);
  if (at === null)
    return [
      wrapText(
        `${name}: no task was requested or placed from ${formatMoment(askedAt)} UTC to the end, ${formatMoment(runUntil)}.`,
        width,
      ),
    ];
  const count = decisions.length + brief.length + more;
  const note =
    at === askedAt ? [] : wrapText(`Nothing was decided at ${formatMoment(askedAt)}; this came next.`, width);
  const others = [
    ...decisions.slice(MOST_WHOLE).map((decision) => {
      const { result } = decision;
      return `${cleanText(decision.task)} ${result.kind === 'refused' ? `${whyNot(decision)}: ${cleanText(result.reason)}` : placeOf(decision)}`;
    }),
    ...brief.map(({ task, containerInstance, availabilityZone, reason, waits }) => {
      const place =
        containerInstance === null
          ? `on Fargate in ${availabilityZone}`
          : `on ${cleanText(containerInstance)}`;
      const lacks = `${waits ? 'waits in PROVISIONING' : 'refused'}: ${cleanText(reason ?? '')}`;
      return `${cleanText(task)} ${reason === null ? place : lacks}`;
    }),
  ];
  const hidden = Math.max(0, others.length - MOST_LINES) + more;
  return [
    [...wrapText(`${name}: ${countOf(count, 'decision')} at ${formatMoment(at)} UTC`, width), ...note],
    ...decisions.slice(0, MOST_WHOLE).map((decision) => {
      const place = placeOf(decision);
      const heading = `${cleanText(decision.task)} ${place === null ? whyNot(decision) : `is ${place}`}`;
      return section(fitText(heading, width), decisionLines(decision, width));
    }),
    others.length === 0
      ? []
      : section('And in the same moment', [
          ...others.slice(0, MOST_LINES).map((line) => fitText(line, width)),
          ...(hidden > 0 ? [`${formatCount(hidden)} more; --format json shows more of them`] : []),
        ]),
  ];
}

/** `was refused`. */
export function whyNot({ where, result }: Decision): string {
  const isAccepted =
    where === 'instances' && 'provisioning' in result && result.provisioning?.state === 'accepted';
  return isAccepted ? 'waits in PROVISIONING' : 'was refused';
}

function failedParts(
  { scenario, tasks, timedOut, kinds, more }: FailedExplanation,
  width: number,
): string[][] {
  const name = cleanText(scenario.name);
  if (tasks + timedOut === 0) return [wrapText(`${name}: no task was refused when it was requested.`, width)];
  const late = `${timedOut} failed to start after ${timedOut === 1 ? 'its' : 'their'} time in PROVISIONING`;
  const others =
    more.kinds === 0
      ? []
      : wrapText(
          `${countOf(more.tasks, 'task')} more were refused or failed for ${countOf(more.kinds, 'further kind and reason').replace('reasons', 'reason')}.`,
          width,
        );
  return [
    wrapText(
      `${name}: ${countOf(tasks, 'task')} refused when requested${timedOut === 0 ? '' : `; ${late}`}`,
      width,
    ),
    ...kinds.map(({ kind, failure, reason, tasks: count, first }) => {
      const what = failure === 'refused' ? '' : ', in PROVISIONING to the end';
      const heading = `${countOf(count, 'task')} of ${cleanText(kind)}${what}: ${cleanText(reason)}`;
      return section(fitText(heading, width), [
        ...wrapText(`The first at ${formatMoment(first.at)}:`, width),
        ...indented(decisionLines(first, width - 2), 2),
      ]);
    }),
    others,
  ];
}

function section(heading: string, lines: readonly string[]): string[] {
  return [heading, '-'.repeat(widthOf(heading)), ...lines];
}
