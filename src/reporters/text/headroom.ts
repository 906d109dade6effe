import type { Headroom, WhatIf } from '../../experiment/headroom/headroom.ts';
import { listNames } from './explain/wording.ts';
import { cleanText, fitText, padText, unbroken, widthOf, wrapText } from './layout.ts';
import { countOf, formatCount, formatMinute, formatShare } from './numbers.ts';

/**
 * The headroom of a run in at most `width` columns (at least 60): what fits nowhere when a zone or an instance is lost, why,
 * and how many more tasks of each kind would fit.
 */
export function headroomText(found: Headroom, width: number = 80): string {
  const parts = [
    head(found, width),
    lossTable(found, width),
    reasons(found, width),
    spareTable(found, width),
  ];
  return [...parts, legend(found, width)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

/** Rows of a table that are shown; JSON has all. */
const MOST_ROWS = 40;

function head({ scenario, at, moment, now, whatIfs }: Headroom, width: number): string[] {
  const title = `${cleanText(scenario.name)}: headroom at ${unbroken(formatMinute(at))} UTC`;
  if (now.instances === 0)
    return [...wrapText(title, width), ...wrapText('No container instance is there to be lost.', width)];
  const zones = whatIfs.filter(({ lost }) => lost.what === 'zone').length;
  const { cpu, memory, gpu } = now.reserved;
  const reserved = [share(cpu, 'CPU'), share(memory, 'memory'), share(gpu, 'GPUs')];
  const lines = [
    `${countOf(now.instances, 'container instance')} in ${countOf(zones, 'Availability Zone')} ${now.instances === 1 ? 'holds' : 'hold'} ${countOf(now.tasks, 'task')}.`,
    ...(now.daemonTasks === 0
      ? []
      : [
          `${countOf(now.daemonTasks, 'daemon')} among them ${now.daemonTasks === 1 ? 'goes' : 'go'} with the instance and ${now.daemonTasks === 1 ? 'is' : 'are'} not counted below.`,
        ]),
    `Reserved: ${reserved.filter((text) => text !== '').join(', ')}.`,
    ...(now.waiting === 0
      ? []
      : [`${countOf(now.waiting, 'task')} ${now.waiting === 1 ? 'waits' : 'wait'} already.`]),
  ];
  return [
    ...wrapText(`${title}${moment === 'busiest' ? ', when its instances were fullest' : ''}`, width),
    ...wrapText(lines.join(' '), width),
  ];
}

function share(fraction: number | null, of: string): string {
  return fraction === null ? '' : unbroken(`${formatShare(fraction)} of ${of}`);
}

function lossTable({ whatIfs }: Headroom, width: number): string[] {
  const losses = whatIfs.filter(({ lost }) => lost.what !== 'nothing');
  if (losses.length === 0) return [];
  const rows = losses.map(({ lost, unplaced }) => {
    const missing = unplaced.reduce((sum, { tasks }) => sum + tasks, 0);
    return [
      nameOf(lost),
      formatCount(lost.instances),
      formatCount(lost.tasks),
      formatCount(lost.tasks - missing),
      formatCount(missing),
    ];
  });
  return table([['Lost', 'Instances', 'Tasks', 'Fit elsewhere', 'Do not fit'], ...rows], width);
}

/** After each loss, what fits nowhere and why. */
function reasons({ whatIfs }: Headroom, width: number): string[] {
  const losses = whatIfs.filter(({ unplaced }) => unplaced.length > 0);
  if (losses.length === 0) return [];
  return [
    'What does not fit, and why',
    ...losses.flatMap(({ lost, unplaced }) => {
      const shown = unplaced
        .slice(0, MOST_ROWS)
        .map(({ kind, reason, tasks }) => `${formatCount(tasks)} of ${cleanText(kind)} (${reason})`);
      const more = unplaced.length - shown.length;
      const all = more > 0 ? [...shown, `${formatCount(more)} more in --format json`] : shown;
      return wrapText(`${columnOf(lost)}: ${all.join(', ')}`, width - 2).map((line) => `  ${line}`);
    }),
  ];
}

/** Kinds as rows, losses as columns. */
function spareTable({ kinds, now, spareLimit, whatIfs }: Headroom, width: number): string[] {
  if (kinds.length === 0 || now.instances === 0) return [];
  const rows = kinds.slice(0, MOST_ROWS).map(({ name }, kind) => [
    cleanText(name),
    ...whatIfs.map(({ spare }) => {
      const count = spare[kind]!;
      return count === null ? '-' : count >= spareLimit ? `${formatCount(count)}+` : formatCount(count);
    }),
  ]);
  const header = ['', ...whatIfs.map(({ lost }) => columnOf(lost))];
  return [
    ...wrapText('How many more tasks of one kind alone would fit, now and after each loss', width),
    ...table([header, ...rows], width),
    ...(kinds.length > MOST_ROWS ? [`${formatCount(kinds.length - MOST_ROWS)} more in --format json`] : []),
  ];
}

function legend({ now, idealFleet, kinds, autoScalingGroups }: Headroom, width: number): string[] {
  const sentences = [
    ...(now.instances === 0
      ? []
      : [
          'Lost tasks are placed again by their own rules, those first that started first; ECS itself does not start a standalone task again.',
        ]),
    ...(kinds.some(({ size }) => size === null)
      ? ['-: no task of a trace runs, so there is no size to try.']
      : []),
    ...(idealFleet ? ['The open instances of an ideal fleet count as they stand; none opens.'] : []),
    ...(now.instances > 0 && autoScalingGroups.length > 0
      ? [
          `What Auto Scaling group${autoScalingGroups.length === 1 ? '' : 's'} ${listNames(autoScalingGroups, 4)} would launch in the place of lost instances comes minutes later, and does not count.`,
        ]
      : []),
    ...(now.fargateTasks > 0 ? [`${countOf(now.fargateTasks, 'task')} on Fargate: not affected.`] : []),
  ];
  return sentences.length === 0 ? [] : wrapText(sentences.join(' '), width);
}

/** `us-east-1a`, or `m5.large-3 (largest)`. */
function nameOf(lost: WhatIf['lost']): string {
  if (lost.what === 'nothing') return 'nothing';
  if (lost.what === 'zone') return lost.availabilityZone;
  return `${cleanText(lost.containerInstance)} (${lost.as.join(', ')})`;
}

function columnOf(lost: WhatIf['lost']): string {
  switch (lost.what) {
    case 'nothing':
      return 'now';
    case 'zone':
      return `-${lost.availabilityZone.replace(/^.*-/, '')}`;
    case 'instance':
      return `-${lost.as[0]!}`;
  }
}

/**
 * Columns of text, all but the first to the right. The first gives way when a line is too long; when that is not enough, the
 * rest of the columns follows below as a table of its own.
 */
function table(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = rows[0]!.map((_, i) => rows.reduce((most, row) => Math.max(most, widthOf(row[i]!)), 0));
  let used = Math.min(LEAST_NAME_WIDTH, widths[0]!);
  let end = 1;
  while (end < widths.length && (end === 1 || used + 2 + widths[end]! <= width)) used += 2 + widths[end++]!;
  const others = used - Math.min(LEAST_NAME_WIDTH, widths[0]!);
  const nameWidth = Math.min(widths[0]!, Math.max(LEAST_NAME_WIDTH, width - others));
  const lines = rows.map((row) =>
    row
      .slice(0, end)
      .map((cell, i) =>
        i === 0 ? padText(fitText(cell, nameWidth), nameWidth) : padText(cell, widths[i]!, true),
      )
      .join('  '),
  );
  if (end === widths.length) return lines;
  return [
    ...lines,
    '',
    ...table(
      rows.map(([name, ...cells]) => [name!, ...cells.slice(end - 1)]),
      width,
    ),
  ];
}

const LEAST_NAME_WIDTH = 8;
