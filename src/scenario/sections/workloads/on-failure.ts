import * as z from 'zod';
import type { WorkloadSpec } from '../../scenario.ts';
import { choice, duration, integer } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

/** What becomes of a task that RunTask refused. */
export const onFailureSchema = z.union(
  [
    choice(['wait', 'giveUp']),
    mapping({
      retry: mapping({
        every: duration(1).describe('Time between two calls, on the grid of the first.'),
        attempts: integer(1).optional().describe('Calls in all; then it is given up.'),
        for: duration(1).optional().describe('No call after so long; then it is given up.'),
      }).describe('Calls again and again.'),
    }),
  ],
  '`wait`, `giveUp`, or a mapping with `retry`',
);

export function resolveOnFailure(
  stated: z.output<typeof onFailureSchema> | undefined,
): WorkloadSpec['onFailure'] {
  if (stated === undefined || stated === 'wait') return { kind: 'wait' };
  if (stated === 'giveUp') return { kind: 'giveUp' };
  const { every, attempts = null, for: forMs = null } = stated.retry;
  return { kind: 'retry', everyMs: every, attempts, forMs };
}
