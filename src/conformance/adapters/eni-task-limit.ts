import * as z from 'zod';
import { loadInstanceTypes } from '../../catalog/instance-types.ts';
import { awsvpcTaskLimit } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** How many awsvpc tasks an instance of a type can have, without and with ENI trunking (ecs: ). */
export const eniTaskLimit: Adapter = adapter(
  'eni-task-limit',
  form({ instanceType: z.string() }, async ({ instanceType }) => {
    const limits = await limitsOf(instanceType);
    if (limits === null) return NOT_COVERED;
    const { noTrunk, trunk, eniLimit } = limits;
    return { awsvpcTasksNoTrunk: noTrunk, awsvpcTasksTrunk: trunk, eniLimit };
  }),
  form(
    { instanceType: z.string(), eniLimit: z.int(), trunkEniLimit: z.int() },
    async ({ instanceType, eniLimit }) => {
      const limits = await limitsOf(instanceType);
      if (limits === null || limits.eniLimit !== eniLimit) return NOT_COVERED;
      return { noTrunk: limits.noTrunk, trunk: limits.trunk };
    },
  ),
);

async function limitsOf(
  instanceType: string,
): Promise<{ readonly noTrunk: number; readonly trunk: number; readonly eniLimit: number } | null> {
  const type = (await loadInstanceTypes()).find(instanceType);
  if (type === undefined) return null;
  return {
    noTrunk: awsvpcTaskLimit(type, 'LINUX', false),
    trunk: awsvpcTaskLimit(type, 'LINUX', true),
    eniLimit: type.maxEnis,
  };
}
