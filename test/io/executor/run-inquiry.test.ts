import { expect, test } from 'vitest';
import type { Executor } from '../../../src/experiment/execute/executor.ts';
import type { Inquiry } from '../../../src/experiment/execute/inquiry.ts';
import { type InquiryProgress, runInquiry } from '../../../src/io/executor/run-inquiry.ts';
import { request } from './support.ts';

/** Replies with the seed; it has run half of each request before it is done, and knows the seeds below 2 already. */
const EXECUTOR: Executor = {
  async execute(requests, listener) {
    return requests.map(({ id, seed }, position) => {
      const reply = { id, failure: seed };
      if (Number(seed) >= 2) listener?.advanced?.(position, 0.5);
      listener?.replied?.(position, reply, Number(seed) >= 2);
      return reply;
    });
  },
  async close() {},
};

/** Asks for two runs, and then for the one whose seed is the sum of theirs. */
function* summing(a: number, b: number): Inquiry<string> {
  const seeds = (yield [request(a), request(b)]).map((reply) =>
    'failure' in reply ? Number(reply.failure) : 0,
  );
  const [last] = yield [request(seeds[0]! + seeds[1]!)];
  return 'failure' in last! ? last.failure : '';
}

test('an inquiry is answered by the replies to what it asks for, and told how far it is', async () => {
  const told: InquiryProgress[] = [];
  expect(await runInquiry(summing(1, 2), EXECUTOR, (progress) => told.push(progress))).toBe('3');
  expect(told).toEqual([
    { asked: 2, replied: 1, made: 0, underWay: 0 },
    { asked: 2, replied: 1, made: 0, underWay: 0.5 },
    { asked: 2, replied: 2, made: 1, underWay: 0 },
    { asked: 3, replied: 2, made: 1, underWay: 0.5 },
    { asked: 3, replied: 3, made: 2, underWay: 0 },
  ]);
});

test('what the executor throws ends it', async () => {
  const execute = () => Promise.reject(new Error('stopped'));
  await expect(runInquiry(summing(1, 2), { ...EXECUTOR, execute })).rejects.toThrow('stopped');
});
