import * as z from 'zod';
import { text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { clusterKey } from './find-cluster.ts';

export const terminateInstancesSchema = mapping({
  cluster: clusterKey,
  instanceIds: z
    .array(text('the id of a container instance'), 'a list of ids')
    .min(1, 'at least one container instance')
    .describe('NAME-n.'),
});
