import type { AreaCounts, ConformanceReport, ExampleResult } from './run-conformance.ts';

const WIDTH = 80;

/** The report for people, at 80 columns: what failed, then area by area, book by book. Ends with a line break. */
export function describeConformance(report: ConformanceReport): string {
  const failed = report.examples.filter(({ result }) => result === 'failed');
  const lines = [
    ...failed.flatMap(describeFailure),
    ...booksOf(report.examples).flatMap(({ name, examples }) => describeBook(name, examples)),
    `${countsOf(report.examples)} in all`,
  ];
  return lines.join('\n') + '\n';
}

/** A book is what stands before the colon of an id. */
function booksOf(examples: readonly ExampleResult[]): { name: string; examples: ExampleResult[] }[] {
  const books = new Map<string, ExampleResult[]>();
  for (const example of examples) {
    const colon = example.id.indexOf(':');
    const name = colon < 0 ? 'examples' : example.id.slice(0, colon);
    const book = books.get(name) ?? [];
    book.push(example);
    books.set(name, book);
  }
  return [...books].map(([name, inBook]) => ({ name, examples: inBook }));
}

function describeBook(name: string, examples: readonly ExampleResult[]): string[] {
  const areas = new Map<string, ExampleResult[]>();
  for (const example of examples) areas.set(example.area, [...(areas.get(example.area) ?? []), example]);
  const rows: string[] = [];
  const uncovered: string[] = [];
  for (const [area, inArea] of areas) {
    const { passed, failed, notCovered } = count(inArea);
    if (passed + failed === 0) uncovered.push(`${area} ${notCovered}`);
    else rows.push(`  ${area.padEnd(AREA_WIDTH)}${column(passed)}${column(failed)}${column(notCovered)}`);
  }
  const header = `  ${'area'.padEnd(AREA_WIDTH)}${column('passed')}${column('failed')}${column('not covered')}`;
  return [
    `${name}: ${countsOf(examples)}`,
    '',
    ...(rows.length > 0 ? [header, ...rows, ''] : []),
    ...(uncovered.length > 0 ? [...wrap('not covered:', uncovered), ''] : []),
  ];
}

const AREA_WIDTH = 36;

function column(value: number | string): string {
  return ` ${value}`.padStart(12);
}

function describeFailure({ id, area, expected, received }: ExampleResult): string[] {
  const show = (value: unknown) => shortened(JSON.stringify(value, bigintAsText) ?? 'nothing');
  return [`FAILED ${id} (${area})`, `  expected ${show(expected)}`, `  received ${show(received)}`, ''];
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function shortened(text: string): string {
  const room = WIDTH - '  expected '.length;
  return text.length <= room ? text : `${text.slice(0, room - 3)}...`;
}

function count(examples: readonly ExampleResult[]): AreaCounts {
  const of = (wanted: ExampleResult['result']) => examples.filter(({ result }) => result === wanted).length;
  return { passed: of('passed'), failed: of('failed'), notCovered: of('notCovered') };
}

function countsOf(examples: readonly ExampleResult[]): string {
  const { passed, failed, notCovered } = count(examples);
  return `${passed} passed, ${failed} failed, ${notCovered} not covered`;
}

/** A list that breaks only between its items, indented by two. */
function wrap(title: string, items: readonly string[]): string[] {
  const lines: string[] = [];
  let line = `  ${title}`;
  for (const [i, item] of items.entries()) {
    const piece = i < items.length - 1 ? `${item},` : item;
    if (line.length + 1 + piece.length > WIDTH) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${piece}`;
  }
  return [...lines, line];
}
