import * as z from 'zod';
import { DEFAULT_TIMINGS } from '../../catalog/defaults.ts';
import { loadInstanceTypes } from '../../catalog/instance-types.ts';
import { registeredResources as register } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** What an instance of a type registers (ecs: ). */
export const registeredResources: Adapter = adapter(
  'registered-resources',
  form({ instanceType: z.string() }, async ({ instanceType }) => {
    const type = (await loadInstanceTypes()).find(instanceType);
    if (type === undefined) return NOT_COVERED;
    const { cpu, memory } = register(type, { memoryFraction: DEFAULT_TIMINGS['instance.memoryFraction'] });
    return { CPU: cpu, MEMORY: memory };
  }),
);
