import { ec2Starts, instanceStarts } from './ec2-starts.ts';
import { fargateStarts } from './fargate-starts.ts';
import { massStarts } from './mass-starts.ts';
import type { Measurement, UnmodelledMeasurement } from './measurement.ts';
import { scaleIns, scaleInsOfBefore } from './scale-ins.ts';
import { scaleOuts } from './scale-outs.ts';
import { stops } from './stops.ts';

/** Every published measurement of the ecs spec, section 9, of ecs: and of scaling: that is simulated. */
export const measurements: readonly Measurement[] = [
  ...fargateStarts,
  ...ec2Starts,
  ...massStarts,
  ...stops,
  ...scaleOuts,
  ...scaleIns,
];

/** Those that are not. */
export const unmodelled: readonly UnmodelledMeasurement[] = [...instanceStarts, ...scaleInsOfBefore];
