import { cleanText, unbroken, wrapText } from '../layout.ts';
import { countOf, formatCount } from '../numbers.ts';

/** CPU units, MiB and whole GPUs. */
interface Amounts {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
}

/** `512 CPU units, 1,024 MiB, 1 GPU`; what is 0 is left out. */
export function describeAmounts(amounts: Amounts, networkInterfaces: number = 0): string {
  const { cpu, memory, gpu } = amounts;
  const parts = [
    ...(cpu === 0 ? [] : [countOf(cpu, 'CPU unit')]),
    ...(memory === 0 ? [] : [`${formatCount(memory)} MiB`]),
    ...(gpu === 0 ? [] : [countOf(gpu, 'GPU')]),
    ...(networkInterfaces === 0 ? [] : [countOf(networkInterfaces, 'network interface')]),
  ];
  return parts.length === 0 ? 'nothing' : parts.map(unbroken).join(', ');
}

/** `a, b and c`; of more than so many the first and how many more. */
export function listNames(names: readonly string[], most: number = 10, word: 'and' | 'or' = 'and'): string {
  const shown = names.slice(0, most).map(cleanText);
  if (names.length > most) return `${shown.join(', ')} ${word} ${formatCount(names.length - most)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${shown.at(-1)}`;
}

/** `m5.large-1 to -3 and m5.large-7`, or how many when that would be long. */
export function listRuns(names: readonly string[]): string {
  const runs: { readonly stem: string; readonly first: number; last: number }[] = [];
  for (const name of names) {
    const [, stem = name, digits = ''] = /^(.*)-(\d+)$/.exec(name) ?? [];
    const number = Number(digits);
    const run = runs.at(-1);
    if (digits !== '' && run?.stem === stem && run.last === number - 1) run.last = number;
    else runs.push({ stem, first: digits === '' ? Number.NaN : number, last: number });
  }
  if (runs.length > MOST_RUNS) return `${formatCount(names.length)} instances`;
  return listNames(
    runs.flatMap(({ stem, first, last }) => {
      if (Number.isNaN(first)) return [stem];
      if (last > first + 1) return [`${stem}-${first} to -${last}`];
      return first === last ? [`${stem}-${first}`] : [`${stem}-${first}`, `${stem}-${last}`];
    }),
  );
}

const MOST_RUNS = 3;

/** Words over lines, the later ones moved to the right. */
export function hanging(text: string, by: number, width: number): string[] {
  return wrapText(text, width - by).map((line, i) => (i === 0 ? line : ' '.repeat(by) + line));
}

/** `2026-03-02T00:08:12.500Z` as `2026-03-02 00:08:12.5`, in UTC. */
export function formatMoment(instant: string): string {
  return unbroken(instant.replace('T', ' ').replace(/(?:\.000|0+)?Z$/, ''));
}

/** `1st`, `2nd`, `13th`, from a position that counts from 0. */
export function formatOrdinal(position: number): string {
  const number = position + 1;
  const ending =
    number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${formatCount(number)}${ending}`;
}

/** A number that was drawn, so that it can be told from its neighbours. */
export function formatDraw(drawn: number): string {
  return drawn.toFixed(4);
}

/** Lines moved to the right. */
export function indented(lines: readonly string[], by: number): string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}
