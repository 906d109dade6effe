import { CLOUDWATCH_METERS } from './cloudwatch.ts';
import { EBS_METERS } from './ebs.ts';
import { LOAD_BALANCER_METERS } from './load-balancer.ts';
import type { Counting } from './meter.ts';
import { NETWORK_METERS } from './network.ts';
import { OTHER_METERS } from './other-services.ts';

/**
 * Every meter whose price is one of a region, named as its price is, and how it is counted. What costs by instance type or
 * by Fargate's size has lines of its own.
 */
export const METERS = {
  ...EBS_METERS,
  ...LOAD_BALANCER_METERS,
  ...NETWORK_METERS,
  ...CLOUDWATCH_METERS,
  ...OTHER_METERS,
} satisfies Record<string, Counting>;
export type MeterName = keyof typeof METERS;
