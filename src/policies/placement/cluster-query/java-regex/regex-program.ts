import type { CharacterRanges } from './character-ranges.ts';
import type { Look, Place, Regex } from './regex.ts';

/** A regular expression as steps, each followed by the next one; a fork goes on at each of its places instead. */
export type Program = readonly Step[];

export type Step =
  | { readonly kind: 'character'; readonly ranges: CharacterRanges }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'look'; readonly look: Look; readonly program: Program }
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'done' };

/** The steps of a pattern, the first of them where it begins. */
export function writeProgram(regex: Regex): Program {
  const steps: Step[] = [];
  write(regex, steps);
  steps.push({ kind: 'done' });
  return steps;
}

function write(regex: Regex, steps: Step[]): void {
  switch (regex.kind) {
    case 'character':
    case 'place':
      steps.push(regex);
      break;
    case 'look':
      steps.push({ kind: 'look', look: regex, program: writeProgram(regex.item) });
      break;
    case 'sequence':
      for (const item of regex.items) write(item, steps);
      break;
    case 'choice':
      writeChoice(regex.items, steps);
      break;
    case 'repeat':
      writeRepeat(regex, steps);
      break;
    default:
      regex satisfies never;
  }
}

function writeChoice(items: readonly Regex[], steps: Step[]): void {
  const begin = fork(steps);
  const ends: number[][] = [];
  for (const item of items) {
    begin.push(steps.length);
    write(item, steps);
    ends.push(fork(steps));
  }
  for (const end of ends) end.push(steps.length);
}

/** What must be there as often as it must, then what may be there, each time with a way out. */
function writeRepeat({ item, least, most }: Extract<Regex, { kind: 'repeat' }>, steps: Step[]): void {
  for (let i = 0; i < least; i++) write(item, steps);
  if (most === Number.POSITIVE_INFINITY) {
    const place = steps.length;
    const begin = fork(steps);
    begin.push(steps.length);
    write(item, steps);
    fork(steps).push(place);
    begin.push(steps.length);
    return;
  }
  const outs: number[][] = [];
  for (let i = least; i < most; i++) {
    const out = fork(steps);
    out.push(steps.length);
    outs.push(out);
    write(item, steps);
  }
  for (const out of outs) out.push(steps.length);
}

/** Adds a fork whose places are yet to come. */
function fork(steps: Step[]): number[] {
  const to: number[] = [];
  steps.push({ kind: 'fork', to });
  return to;
}
