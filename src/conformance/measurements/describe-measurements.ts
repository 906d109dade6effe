import type { SecondsRange } from './measurement.ts';
import type { MeasuredFigure } from './run-measurements.ts';

const WIDTH = 80;

/** The measurements for people, at 80 columns: those first that no default was set by. Ends with a line break. */
export function describeMeasurements(figures: readonly MeasuredFigure[]): string {
  const simulated = figures.filter((figure) => figure.simulated !== null);
  const lines = [
    'Measured elsewhere',
    '',
    ...wrap(INTRODUCTION, 2),
    ...section(
      'Held out: no default was set by these',
      simulated.filter(({ heldOut }) => heldOut),
    ),
    ...section(
      'Used to set a default, and no test of it',
      simulated.filter(({ heldOut }) => !heldOut),
    ),
    ...section(
      'Not modelled',
      figures.filter((figure) => figure.simulated === null),
    ),
  ];
  return lines.join('\n') + '\n';
}

const INTRODUCTION =
  'What others measured on AWS, and the median (or what the line says) of some 200 simulated tasks of the same kind. A spread of one sample is in every error. This decides nothing about passing.';

/** The figures under a title, those of one measurement under its source and what was assumed. */
function section(title: string, figures: readonly MeasuredFigure[]): string[] {
  const lines = ['', `  ${title}`, '', row('', 'measured', 'simulated', 'error', 'used for')];
  let before: MeasuredFigure | null = null;
  for (const figure of figures) {
    if (figure.id !== before?.id) lines.push(...heading(figure));
    lines.push(...figureLines(figure));
    before = figure;
  }
  return lines;
}

function heading({ id, source, assumed }: MeasuredFigure): string[] {
  return [...wrap(`${id}: ${source}`, 2), ...(assumed === '' ? [] : wrap(`(${assumed})`, 4))];
}

function figureLines({ what, measured, simulated, errorPercent, heldOut, usedFor }: MeasuredFigure) {
  const [first, ...others] = heldOut ? ['held out'] : usedFor;
  const error = errorPercent === null ? '-' : `${errorPercent > 0 ? '+' : ''}${Math.round(errorPercent)} %`;
  return [
    row(what, seconds(measured), simulated === null ? '-' : seconds(simulated), error, first ?? '-'),
    ...others.map((name) => row('', '', '', '', name)),
  ];
}

/** Three digits are all that such figures are worth. */
function seconds(value: number | SecondsRange): string {
  if (typeof value === 'number') return `${shown(value)} s`;
  return value.to === null ? `>= ${shown(value.from)} s` : `${shown(value.from)}-${shown(value.to)} s`;
}

function shown(value: number): string {
  return `${Number(value.toPrecision(3))}`;
}

function row(what: string, measured: string, simulated: string, error: string, usedFor: string): string {
  const numbers = `${measured.padStart(10)}${simulated.padStart(10)}${error.padStart(8)}`;
  return `    ${what.padEnd(31)}${numbers} ${usedFor}`.trimEnd();
}

/** Words over as many lines as they need, later ones two columns further in. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line = ' '.repeat(indent - 1);
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = ' '.repeat(indent + 1);
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
