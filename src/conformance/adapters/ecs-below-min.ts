import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';
import { scalingAlarm, scalingView, stepBy } from '../scaling-view.ts';

/** An alarm of a service that has fewer tasks than its minimum (scaling: ). */
export const ecsBelowMin: Adapter = adapter(
  'ecs-below-min',
  form(
    { desiredCount: taskCount, min: taskCount, max: taskCount, event: scalingAlarm },
    ({ desiredCount, min, max, event }) => ({
      newDesired: stepBy(scalingView(desiredCount, { minimum: min, maximum: max }), event).capacity,
    }),
  ),
);
