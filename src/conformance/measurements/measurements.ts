import { ec2Starts, instanceStarts } from './ec2-starts.ts';
import { fargateStarts } from './fargate-starts.ts';
import { massStarts, massStartsOfInstances } from './mass-starts.ts';
import type { Measurement, UnmodelledMeasurement } from './measurement.ts';
import { stops } from './stops.ts';

/** Every published measurement of the ecs spec, section 9, that is simulated. */
export const measurements: readonly Measurement[] = [...fargateStarts, ...ec2Starts, ...massStarts, ...stops];

/** Those that are not. */
export const unmodelled: readonly UnmodelledMeasurement[] = [...massStartsOfInstances, ...instanceStarts];
