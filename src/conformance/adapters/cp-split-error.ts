import * as z from 'zod';
import {
  type CapacityProviderRequest,
  checkCapacityProviderStrategy,
  checkWeights,
} from '../../scenario/operations/capacity-provider-strategy.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const item = z.strictObject({
  cp: z.string(),
  base: z.number().optional(),
  weight: z.number().optional(),
});

/** What AWS refuses of a strategy, the same for whoever uses it (ecs: ). */
export const cpSplitError: Adapter = adapter(
  'cp-split-error',
  form({ strategy: z.array(z.string()).min(1) }, ({ strategy }) => ({
    valid: isAccepted(strategy.map((capacityProvider) => ({ capacityProvider, weight: 1 }))),
  })),
  form({ strategy: z.array(item).min(1) }, ({ strategy }) => {
    const items = strategy.map(({ cp, ...share }) => ({ capacityProvider: cp, ...share }));
    const answer = isAccepted(items) ? 'succeeds' : 'fails';
    return { RunTask: answer, CreateService: answer };
  }),
);

function isAccepted(items: readonly CapacityProviderRequest[]): boolean {
  return checkCapacityProviderStrategy(items).length + checkWeights(items).length === 0;
}
