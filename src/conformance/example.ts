/**
 * A worked example as a book states it. `expect` keeps its numbers as they are written, because a number is expected
 * as closely as it is written.
 */
export interface Example {
  readonly id: string;
  readonly area: string;
  readonly given: Given;
  readonly expect: Expected;
  /** The part of an expected number that the answer may be off; null: half a unit of the last digit written. */
  readonly tolerance: number | null;
  /** Said in words, for people: nothing to compare. */
  readonly prose: boolean;
}

export type Given = Readonly<Record<string, unknown>>;

/** A JSON value whose numbers remember how they were written. */
export type Expected =
  | string
  | boolean
  | null
  | WrittenNumber
  | readonly Expected[]
  | { readonly [key: string]: Expected };

/** A number and how far from it an answer may be when the example states no tolerance. */
export class WrittenNumber {
  readonly value: number;
  /** Half a unit of the last digit, at most 0.005. */
  readonly halfUnit: number;

  constructor(text: string) {
    this.value = Number(text);
    this.halfUnit = Math.min(0.005, halfUnitOf(text));
  }
}

/** The JSON value that an expectation was written as. */
export function plain(expected: Expected): unknown {
  if (expected instanceof WrittenNumber) return expected.value;
  if (Array.isArray(expected)) return expected.map(plain);
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, plain(value)]));
}

function halfUnitOf(text: string): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  return 0.5 * Number(`1e${Number(exponent) - fraction.length}`);
}
