import * as z from 'zod';
import { modelledChoice, text } from '../../shapes/fields.ts';
import { strategyItemSchema } from '../capacity-provider-strategy.ts';
import { constraintSchema } from '../placement.ts';
import { networkConfigurationSchema } from './network-configuration.ts';

/** What RunTask and CreateService alike say of where tasks run. */
export const launchKeys = {
  cluster: text('a cluster').optional().describe('Name or ARN; default the only cluster, or `default`.'),
  launchType: modelledChoice(['EC2', 'FARGATE', 'EXTERNAL'], /^MANAGED_INSTANCES$/)
    .optional()
    .describe("Default: the cluster's default capacity provider strategy, else EC2."),
  capacityProviderStrategy: z
    .array(strategyItemSchema)
    .optional()
    .describe("Instead of a launch type; default: the cluster's default strategy."),
  networkConfiguration: networkConfigurationSchema
    .optional()
    .describe('Subnets of tasks in network mode awsvpc.'),
  placementConstraints: z
    .array(constraintSchema)
    .optional()
    .describe('Together with those of the task definition at most ten.'),
} as const;
