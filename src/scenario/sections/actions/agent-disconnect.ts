import * as z from 'zod';
import { duration, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import { clusterKey } from './find-cluster.ts';

export const agentDisconnectSchema = mapping({
  cluster: clusterKey,
  containerInstances: z
    .array(text('the id of a container instance'), 'a list of ids')
    .min(1, 'at least one container instance')
    .describe('NAME-n.'),
  for: duration(1).describe('How long ECS does not hear of their agents.'),
});
