const WORDS_A_BLOCK = 32;

/**
 * A set of small whole numbers (positions), one bit each, with the number of members of every block of 1,024: what is asked
 * of it costs a look at a few words, not at every member.
 */
export class PositionSet {
  words: Int32Array = new Int32Array(WORDS_A_BLOCK);
  /** Members of each block of 32 words. */
  blocks: Int32Array = new Int32Array(1);
  count = 0;

  has(position: number): boolean {
    return ((this.words[position >> 5] ?? 0) & (1 << (position & 31))) !== 0;
  }

  add(position: number): void {
    if (this.has(position)) return;
    if (position >> 5 >= this.words.length) this.grow((position >> 5) + 1);
    this.words[position >> 5]! |= 1 << (position & 31);
    this.blocks[position >> 10]!++;
    this.count++;
  }

  remove(position: number): void {
    if (!this.has(position)) return;
    this.words[position >> 5]! &= ~(1 << (position & 31));
    this.blocks[position >> 10]!--;
    this.count--;
  }

  clear(): void {
    this.words.fill(0);
    this.blocks.fill(0);
    this.count = 0;
  }

  private grow(words: number): void {
    const blocks = Math.ceil(Math.max(words, this.words.length * 2) / WORDS_A_BLOCK);
    const largerWords = new Int32Array(blocks * WORDS_A_BLOCK);
    largerWords.set(this.words);
    this.words = largerWords;
    const largerBlocks = new Int32Array(blocks);
    largerBlocks.set(this.blocks);
    this.blocks = largerBlocks;
  }
}

/** Those that are in one of `any`, and in `within` if it is there, and not in `without` if it is there. */
export interface PositionQuery {
  /** They have no member in common. */
  readonly any: readonly PositionSet[];
  readonly within: PositionSet | null;
  readonly without: PositionSet | null;
}

/** The smallest position that the query asks for, or -1. */
export function firstOf({ any, within, without }: PositionQuery): number {
  let first = -1;
  for (let i = 0; i < any.length; i++) {
    const found = within === null ? firstWithout(any[i]!, without) : firstWithin(any[i]!, within, without);
    if (found >= 0 && (first < 0 || found < first)) first = found;
  }
  return first;
}

/** How many there are. */
export function countOf({ any, within, without }: PositionQuery): number {
  let count = 0;
  for (let i = 0; i < any.length; i++) {
    const set = any[i]!;
    if (within === null && without === null) count += set.count;
    else
      for (let word = 0; word < set.words.length; word++)
        count += bitCount(wordOf(set, within, without, word));
  }
  return count;
}

/** The one with `rank` smaller ones before it; there must be so many. */
export function nthOf(query: PositionQuery, rank: number): number {
  let left = rank;
  let block = 0;
  for (let count = countInBlock(query, 0); left >= count; count = countInBlock(query, ++block)) left -= count;
  for (let word = block * WORDS_A_BLOCK; ; word++) {
    let bits = wordOfAll(query, word);
    const count = bitCount(bits);
    if (left >= count) {
      left -= count;
      continue;
    }
    for (; left > 0; left--) bits &= bits - 1;
    return word * 32 + lowestBit(bits);
  }
}

/** Writes all of them in rising order into `list`, which must be long enough; gives how many. */
export function collect(query: PositionQuery, list: Int32Array): number {
  let count = 0;
  let words = 0;
  for (let i = 0; i < query.any.length; i++) words = Math.max(words, query.any[i]!.words.length);
  for (let word = 0; word < words; word++)
    for (let bits = wordOfAll(query, word); bits !== 0; bits &= bits - 1)
      list[count++] = word * 32 + lowestBit(bits);
  return count;
}

// The next two are what placements by task counts spend their time in: one loop each, no reads beyond the end.

function firstWithout({ words, blocks }: PositionSet, without: PositionSet | null): number {
  const masks = without === null ? NO_WORDS : without.words;
  for (let block = 0; block < blocks.length; block++) {
    if (blocks[block] === 0) continue;
    const end = (block + 1) * WORDS_A_BLOCK;
    const masked = Math.min(end, masks.length);
    let word = block * WORDS_A_BLOCK;
    for (; word < masked; word++) {
      const bits = words[word]! & ~masks[word]!;
      if (bits !== 0) return word * 32 + lowestBit(bits);
    }
    for (; word < end; word++) if (words[word] !== 0) return word * 32 + lowestBit(words[word]!);
  }
  return -1;
}

function firstWithin(
  { words, blocks }: PositionSet,
  within: PositionSet,
  without: PositionSet | null,
): number {
  const shared = Math.min(blocks.length, within.blocks.length);
  for (let block = 0; block < shared; block++) {
    if (blocks[block] === 0 || within.blocks[block] === 0) continue;
    for (let word = block * WORDS_A_BLOCK; word < (block + 1) * WORDS_A_BLOCK; word++) {
      let bits = words[word]! & within.words[word]!;
      if (bits !== 0 && without !== null && word < without.words.length) bits &= ~without.words[word]!;
      if (bits !== 0) return word * 32 + lowestBit(bits);
    }
  }
  return -1;
}

const NO_WORDS = new Int32Array(0);

function countInBlock(query: PositionQuery, block: number): number {
  const { any, within, without } = query;
  let count = 0;
  for (let i = 0; i < any.length; i++) if (block < any[i]!.blocks.length) count += any[i]!.blocks[block]!;
  if (count === 0 || (within === null && without === null)) return count;
  count = 0;
  for (let word = block * WORDS_A_BLOCK; word < (block + 1) * WORDS_A_BLOCK; word++)
    count += bitCount(wordOfAll(query, word));
  return count;
}

function wordOfAll({ any, within, without }: PositionQuery, word: number): number {
  let bits = 0;
  for (let i = 0; i < any.length; i++) bits |= wordOf(any[i]!, within, without, word);
  return bits;
}

function wordOf(
  { words }: PositionSet,
  within: PositionSet | null,
  without: PositionSet | null,
  word: number,
): number {
  if (word >= words.length) return 0;
  let bits = words[word]!;
  if (within !== null) bits &= word < within.words.length ? within.words[word]! : 0;
  if (without !== null && word < without.words.length) bits &= ~without.words[word]!;
  return bits;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function bitCount(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
