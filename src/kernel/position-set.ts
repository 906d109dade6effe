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
export function firstOf(query: PositionQuery): number {
  for (let block = 0; block < blocksOf(query); block++) {
    if (inBlock(query, block) === 0) continue;
    for (let word = block * WORDS_A_BLOCK; word < (block + 1) * WORDS_A_BLOCK; word++) {
      const bits = wordOf(query, word);
      if (bits !== 0) return word * 32 + lowestBit(bits);
    }
  }
  return -1;
}

/** How many there are. */
export function countOf(query: PositionQuery): number {
  let count = 0;
  for (let block = 0; block < blocksOf(query); block++) count += countInBlock(query, block);
  return count;
}

/** The one with `rank` smaller ones before it; there must be so many. */
export function nthOf(query: PositionQuery, rank: number): number {
  let left = rank;
  let block = 0;
  for (let count = countInBlock(query, 0); left >= count; count = countInBlock(query, ++block)) left -= count;
  for (let word = block * WORDS_A_BLOCK; ; word++) {
    let bits = wordOf(query, word);
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
  for (let block = 0; block < blocksOf(query); block++) {
    if (inBlock(query, block) === 0) continue;
    for (let word = block * WORDS_A_BLOCK; word < (block + 1) * WORDS_A_BLOCK; word++)
      for (let bits = wordOf(query, word); bits !== 0; bits &= bits - 1)
        list[count++] = word * 32 + lowestBit(bits);
  }
  return count;
}

function blocksOf({ any }: PositionQuery): number {
  let blocks = 0;
  for (let i = 0; i < any.length; i++) blocks = Math.max(blocks, any[i]!.blocks.length);
  return blocks;
}

/** At least as many as the query asks for in the block; 0 only when there are none. */
function inBlock({ any, within }: PositionQuery, block: number): number {
  if (within !== null && (within.blocks[block] ?? 0) === 0) return 0;
  let count = 0;
  for (let i = 0; i < any.length; i++) count += any[i]!.blocks[block] ?? 0;
  return count;
}

function countInBlock(query: PositionQuery, block: number): number {
  const most = inBlock(query, block);
  if (most === 0 || (query.within === null && query.without === null)) return most;
  let count = 0;
  for (let word = block * WORDS_A_BLOCK; word < (block + 1) * WORDS_A_BLOCK; word++)
    count += bitCount(wordOf(query, word));
  return count;
}

function wordOf({ any, within, without }: PositionQuery, word: number): number {
  let bits = any[0]!.words[word] ?? 0;
  for (let i = 1; i < any.length; i++) bits |= any[i]!.words[word] ?? 0;
  if (within !== null) bits &= within.words[word] ?? 0;
  if (without !== null) bits &= ~(without.words[word] ?? 0);
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
