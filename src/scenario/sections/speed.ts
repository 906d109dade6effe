import * as z from 'zod';
import { familyOf } from '../../catalog/instance-types.ts';
import type { LoadContext } from '../context.ts';
import { didYouMean } from '../names.ts';
import { describeValue } from '../reading/problem.ts';
import { amount, text } from '../shapes/fields.ts';

export const speedSchema = z
  .record(
    text('the name of an instance family', 50),
    amount(true),
    'a mapping of instance families, arm64, x86_64 or fargate to numbers',
  )
  .describe(
    'Work that one vCPU does relative to one of an m5, by instance family (m7g), arm64, x86_64 or fargate; the family counts before the architecture; default 1.',
  );

/** What stands for more than a family. */
const WIDER = ['arm64', 'x86_64', 'fargate'];

/** Every key is known; letters count as AWS writes them. */
export function resolveSpeed(
  speed: z.output<typeof speedSchema>,
  { types, findings }: LoadContext,
): Readonly<Record<string, number>> {
  const families = new Set(types.names.map(familyOf));
  for (const name of Object.keys(speed)) {
    if (families.has(name) || WIDER.includes(name)) continue;
    const known = [...WIDER, ...families];
    findings.add(
      ['speed', name],
      `an instance family of the catalogue such as m7g, or ${WIDER.join(', ')}`,
      describeValue(name),
      didYouMean(familyOf(name).toLowerCase(), known),
    );
  }
  return speed;
}
