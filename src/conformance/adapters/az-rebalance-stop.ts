import * as z from 'zod';
import { REBALANCING_EVENTS, rebalanceStep } from '../../policies/deployment/rebalance.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Two tasks in one of two zones. */
const UNBALANCED = [2, 0].map((tasks) => ({ tasks, settling: 0, protectedTasks: 0 }));

/** What the service says when something ends its rebalancing (ecs: ). */
export const azRebalanceStop: Adapter = adapter(
  'az-rebalance-stop',
  form({ rebalancing: z.literal(true), event: z.literal('new deployment starts') }, () => {
    const { kind } = rebalanceStep({ desiredCount: 2, maxTasks: 4, zones: UNBALANCED, isDeploying: true });
    return { serviceEvent: kind === 'stopped' || kind === 'balanced' ? REBALANCING_EVENTS[kind] : null };
  }),
);
