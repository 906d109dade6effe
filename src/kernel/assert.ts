/** Thrown when a promise of our own code is broken: a defect of ours, never the user's mistake. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** Always on. The sentence says what should have been true, and with which values it was not. */
export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new AssertionFailure(sentence);
}
