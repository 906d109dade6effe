import * as z from 'zod';
import { type Adapter, adapter, form } from '../adapter.ts';
import { instanceCount } from '../given.ts';
import { firstDecision } from '../managed-run.ts';

const stepSize = z.int().min(1).max(10_000);

/** How many instances one scale-out asks for when waiting tasks need so many, each one of its own (ecs: ). */
export const casMBounds: Adapter = adapter(
  'cas-m-bounds',
  form(
    { groupNeeds: instanceCount.min(1), minimumScalingStepSize: stepSize, maximumScalingStepSize: stepSize },
    ({ groupNeeds, minimumScalingStepSize: minimumStep, maximumScalingStepSize: maximumStep }) => {
      const { newDesired } = firstDecision({
        instances: BEFORE,
        tasks: BEFORE + groupNeeds,
        tasksPerInstance: 1,
        managedScaling: { minimumStep, maximumStep },
      });
      return { instancesRequested: newDesired - BEFORE };
    },
  ),
);

/** From none at all it would be the first step, whatever is needed. */
const BEFORE = 1;
