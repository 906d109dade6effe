import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inquiry, together } from '../../../src/experiment/execute/inquiry.ts';
import type { RunReply, RunRequest } from '../../../src/experiment/execute/run-request.ts';

/** Asks for so many runs a round and answers with all that it was told, in order. */
function* asking(name: string, rounds: readonly number[]): Inquiry<string[]> {
  const heard: string[] = [];
  for (const [round, count] of rounds.entries()) {
    const requests = Array.from(
      { length: count },
      (_, i): RunRequest => ({
        id: `${name}-${round}-${i}`,
        scenario: 0,
        settings: [],
        seed: String(i),
      }),
    );
    for (const reply of yield requests) heard.push('failure' in reply ? reply.failure : '');
  }
  return heard;
}

/** Runs an inquiry with replies that name their requests; also how many lists it asked for. */
function answer<T>(inquiry: Inquiry<T>): { readonly answer: T; readonly lists: number } {
  let lists = 0;
  for (let step = inquiry.next(); ; lists++) {
    if (step.done === true) return { answer: step.value, lists };
    const replies = step.value.map(({ id }): RunReply => ({ id, failure: `of ${id}` }));
    step = inquiry.next(replies);
  }
}

test('questions asked together get the answers that each would get alone, in as many rounds as the longest takes', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(3), { maxLength: 4 }), { maxLength: 5 }), (questions) => {
      const inquiries = () => questions.map((rounds, i) => asking(`q${i}`, rounds));
      const found = answer(together(inquiries()));
      expect(found.answer).toEqual(inquiries().map((inquiry) => answer(inquiry).answer));
      expect(found.lists).toBe(Math.max(0, ...questions.map(({ length }) => length)));
    }),
    { numRuns: 50 },
  );
});

test('questions asked together may be asked together again', () => {
  const nested = together([together([asking('a', [1]), asking('b', [2, 1])]), together([])]);
  expect(answer(nested).answer).toEqual([[['of a-0-0'], ['of b-0-0', 'of b-0-1', 'of b-1-0']], []]);
});
