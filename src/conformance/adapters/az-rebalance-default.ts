import * as z from 'zod';
import {
  rebalancingAfterUpdate,
  rebalancingAtCreation,
} from '../../policies/deployment/rebalance-eligibility.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** `availabilityZoneRebalancing` of a service whose calls do not say (ecs: ). */
export const azRebalanceDefault: Adapter = adapter(
  'az-rebalance-default',
  form(
    {
      call: z.literal('CreateService'),
      availabilityZoneRebalancing: z.null(),
      eligible: z.boolean().default(true),
    },
    ({ eligible }) => ({ value: rebalancingAtCreation(eligible) }),
  ),
  form(
    {
      call: z.literal('UpdateService'),
      availabilityZoneRebalancing: z.null(),
      neverSet: z.literal(true),
    },
    () => ({ value: rebalancingAfterUpdate(null) }),
  ),
);
