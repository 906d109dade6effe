import * as z from 'zod';
import { selectStep, takeStep } from '../../policies/scaling/step-scaling.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { givenSteps, rawPercentChange } from '../given-steps.ts';
import { scalingView } from '../scaling-view.ts';

const percents = {
  alarmThreshold: z.number(),
  adjustmentType: z.literal('PercentChangeInCapacity'),
  steps: givenSteps,
  metricValue: z.number(),
};

/** Which step is for a metric, and what it makes of the capacity (scaling: ). */
export const stepScaling: Adapter = adapter(
  'step-scaling',
  form({ ...percents, currentCapacity: taskCount }, (given) => {
    const { currentCapacity, alarmThreshold, adjustmentType, steps, metricValue } = given;
    const isAbove = metricValue >= alarmThreshold;
    const step = selectStep(steps, metricValue - alarmThreshold, isAbove);
    if (step === null) return NOT_COVERED;
    const { capacity } = takeStep(
      scalingView(currentCapacity),
      { adjustmentType, steps, minAdjustmentMagnitude: 0 },
      metricValue,
      { threshold: alarmThreshold, isAbove },
    );
    return {
      rawChange: rawPercentChange(currentCapacity, step.adjustment),
      change: capacity - currentCapacity,
      newCapacity: capacity,
    };
  }),
  form(
    { ...percents, comparison: z.enum(['>', '>=', '<', '<=']), minAdjustmentMagnitude: taskCount },
    ({ alarmThreshold, comparison, steps, metricValue }) => ({
      percent:
        selectStep(steps, metricValue - alarmThreshold, comparison.startsWith('>'))?.adjustment ?? null,
    }),
  ),
);
