import { hasCharacter, WORD_CHARACTERS } from './character-ranges.ts';
import type { Look, Place, Regex } from './regex.ts';
import { type Program, writeProgram } from './regex-program.ts';

/**
 * A test of whole texts, as Java's `matches()` (ecs: ). All states are followed at once, so that no pattern takes
 * more time than its steps times the length of the text, times that length again for what looks ahead or behind.
 */
export function wholeMatcher(regex: Regex): (text: string) => boolean {
  const program = writeProgram(regex);
  return (text) => {
    const codePoints = Array.from(text, (character) => character.codePointAt(0)!);
    return new Match(codePoints).reaches(program, 0, 'whole');
  };
}

/** What a program must match: all the text, a part from a place on, or a part that ends at a place. */
type Extent = 'whole' | 'from' | 'upTo';

class Match {
  private readonly text: readonly number[];
  /** By look: 1 or 2 where it is known to fail or hold, 0 where nobody asked. */
  private readonly known = new Map<Look, Uint8Array>();

  constructor(text: readonly number[]) {
    this.text = text;
  }

  /** Whether the program matches at the place. */
  reaches(program: Program, at: number, extent: Extent): boolean {
    const { length } = this.text;
    const end = extent === 'upTo' ? at : length;
    const seen = new Int32Array(program.length).fill(-1);
    let states: number[] = [];
    for (let place = extent === 'upTo' ? 0 : at; ; place++) {
      const isStart = extent === 'upTo' || place === at;
      const reached = this.follow(program, isStart ? [...states, 0] : states, place, seen);
      if (reached.isDone && (extent === 'from' || place === end)) return true;
      if (place === end || (reached.states.length === 0 && extent !== 'upTo')) return false;
      states = advance(program, reached.states, this.text[place]!);
    }
  }

  /** The states that wait for a character, reached from the given ones without one. */
  private follow(
    program: Program,
    from: readonly number[],
    place: number,
    seen: Int32Array,
  ): { readonly states: number[]; readonly isDone: boolean } {
    const open = [...from];
    const states: number[] = [];
    let isDone = false;
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (seen[state] === place) continue;
      seen[state] = place;
      const step = program[state]!;
      if (step.kind === 'character') states.push(state);
      else if (step.kind === 'done') isDone = true;
      else if (step.kind === 'fork') open.push(...step.to);
      else if (
        step.kind === 'place' ? this.isAt(step.place, place) : this.looks(step.look, step.program, place)
      )
        open.push(state + 1);
    }
    return { states, isDone };
  }

  private looks(look: Look, program: Program, place: number): boolean {
    const known = this.known.get(look) ?? new Uint8Array(this.text.length + 1);
    this.known.set(look, known);
    if (known[place] === 0) {
      const found = this.reaches(program, place, look.direction === 'ahead' ? 'from' : 'upTo');
      known[place] = found === look.holds ? 2 : 1;
    }
    return known[place] === 2;
  }

  private isAt(wanted: Place, place: number): boolean {
    switch (wanted) {
      case 'start':
        return place === 0;
      case 'end':
        return place === this.text.length;
      case 'wordBoundary':
        return this.isWord(place - 1) !== this.isWord(place);
      case 'noWordBoundary':
        return this.isWord(place - 1) === this.isWord(place);
      default:
        return wanted satisfies never;
    }
  }

  private isWord(index: number): boolean {
    return index >= 0 && index < this.text.length && hasCharacter(WORD_CHARACTERS, this.text[index]!);
  }
}

/** The states behind those that take the character. */
function advance(program: Program, states: readonly number[], codePoint: number): number[] {
  const next: number[] = [];
  for (const state of states) {
    const step = program[state]!;
    if (step.kind === 'character' && hasCharacter(step.ranges, codePoint)) next.push(state + 1);
  }
  return next;
}
