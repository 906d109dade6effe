import * as z from 'zod';
import { DEFAULT_QUOTAS } from '../../catalog/quotas.ts';
import { MAX_SECURITY_GROUPS, MAX_SUBNETS } from '../../scenario/operations/published-figures.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';

/** What an account can have by default (ecs spec section 6). */
export const quota: Adapter = adapter(
  'quota',
  form({ quota: z.string() }, ({ quota: name }) => {
    const value = BY_NAME[name];
    return value === undefined ? NOT_COVERED : { default: value };
  }),
);

/** The examples spell some as AWS's page does; what one request can hold is checked with the request. */
const BY_NAME: Readonly<Record<string, number>> = {
  ...DEFAULT_QUOTAS,
  fargateOnDemandVcpuDefault: DEFAULT_QUOTAS.fargateOnDemandVcpus,
  fargateSpotVcpuDefault: DEFAULT_QUOTAS.fargateSpotVcpus,
  taskDefinitionSizeKiB: DEFAULT_QUOTAS.taskDefinitionSizeKib,
  subnetsPerAwsvpc: MAX_SUBNETS,
  securityGroupsPerAwsvpc: MAX_SECURITY_GROUPS,
};
