import * as z from 'zod';
import {
  STARTS_DEPLOYMENT,
  startsDeployment,
  type UpdateServiceMember,
} from '../../policies/deployment/starts-deployment.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const member = z.literal(Object.keys(STARTS_DEPLOYMENT) as UpdateServiceMember[]);

/** Whether an UpdateService that changes these members starts a deployment (ecs: ). */
export const serviceUpdateTrigger: Adapter = adapter(
  'service-update-trigger',
  form({ changed: z.array(member) }, ({ changed }) => ({ newDeployment: startsDeployment(changed) })),
);
