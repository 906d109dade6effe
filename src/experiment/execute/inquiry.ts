import type { RunReply, RunRequest } from './run-request.ts';

/**
 * A question that takes runs to answer: it yields lists of runs that may be made in any order or at once, gets their replies in the
 * order of the list, and may ask for more. Who makes the runs is not its business, so it is a pure function of the replies.
 */
export type Inquiry<T> = Generator<readonly RunRequest[], T, readonly RunReply[]>;

/** Asks several questions at once: each round makes the next runs of all that are still open. Answers in their order. */
export function* together<T>(inquiries: readonly Inquiry<T>[]): Inquiry<T[]> {
  const answers = new Array<T>(inquiries.length);
  const open = new Map(inquiries.map((inquiry, i) => [i, { inquiry, next: inquiry.next() }]));
  for (;;) {
    for (const [i, { next }] of open)
      if (next.done === true) {
        answers[i] = next.value;
        open.delete(i);
      }
    if (open.size === 0) return answers;
    const asked = [...open.values()].map(({ next }) => next.value as readonly RunRequest[]);
    const replies = yield asked.flat();
    let first = 0;
    for (const [position, state] of [...open.values()].entries()) {
      const { length } = asked[position]!;
      state.next = state.inquiry.next(replies.slice(first, first + length));
      first += length;
    }
  }
}
