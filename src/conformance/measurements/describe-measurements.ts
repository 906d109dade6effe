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
      'Held out',
      simulated.filter(({ heldOut }) => heldOut),
    ),
    ...section(
      'Used to set a default',
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
  'What others measured on AWS, beside the median of 100 or 200 simulated tasks of the same kind (or what the line says). A single sample has its own chance in it. Nothing here passes or fails.';

/** The figures under a title, those of one measurement under its source and what was assumed. */
function section(title: string, figures: readonly MeasuredFigure[]): string[] {
  const lines = ['', row(`  ${title}`, 'measured', 'simulated', 'error', 'used for')];
  let before: MeasuredFigure | null = null;
  for (const figure of figures) {
    if (figure.id !== before?.id) lines.push('', ...heading(figure));
    lines.push(...figureLines(figure));
    before = figure;
  }
  return lines;
}

function heading({ id, source, simulated, assumed }: MeasuredFigure): string[] {
  const note = simulated === null ? assumed : `assumed: ${assumed}`;
  return [...wrap(`${id}: ${source}`, 2), ...(assumed === '' ? [] : wrap(note, 4))];
}

function figureLines({
  what,
  measured,
  simulated,
  errorPercent,
  heldOut,
  usedFor,
}: MeasuredFigure): string[] {
  const name = `    ${what}`;
  if (simulated === null || errorPercent === null) return [row(name, seconds(measured), '-', '-', '')];
  const error = `${errorPercent > 0 ? '+' : ''}${Math.round(errorPercent)} %`;
  const [first = '', ...others] = heldOut ? ['held out'] : usedFor;
  const line = row(name, seconds(measured), seconds(simulated), error, first);
  // A long name stands below.
  const lines =
    line.length <= WIDTH
      ? [line]
      : [row(name, seconds(measured), seconds(simulated), error, ''), first.padStart(WIDTH)];
  return [...lines, ...others.map((other) => row('', '', '', '', other))];
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
  const numbers = `${measured.padStart(9)}${simulated.padStart(10)}${error.padStart(7)}`;
  return `${what.padEnd(34)}${numbers} ${usedFor}`.trimEnd();
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
