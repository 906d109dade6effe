import * as z from 'zod';
import { MAX_INSTANCES_PER_CALL } from '../../operations/published-figures.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { clusterKey } from './find-cluster.ts';

const COUNT = `1 to ${MAX_INSTANCES_PER_CALL} container instances`;

export const updateContainerInstancesStateSchema = mapping(
  {
    cluster: clusterKey,
    containerInstances: z
      .array(text('the id of a container instance'), 'a list of ids')
      .min(1, COUNT)
      .max(MAX_INSTANCES_PER_CALL, COUNT)
      .describe('NAME-n.'),
    status: choice(['DRAINING', 'ACTIVE']).describe(
      'DRAINING: no new tasks, and services move theirs elsewhere; ACTIVE: takes tasks again.',
    ),
  },
  { aws: { shape: 'UpdateContainerInstancesState', path: [] } },
);
