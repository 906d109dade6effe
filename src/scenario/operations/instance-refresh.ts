import type { HealthyPercentages } from '../group-maintenance.ts';
import type { RequestProblem } from './request-problem.ts';

/** Between the two percentages there are at most so many. */
const WIDEST_RANGE = 100;
const LEAST_MAXIMUM = 100;

/** What AWS refuses of the percentages between which a group replaces instances (scaling: ). */
export function checkHealthyPercentages({ minimum, maximum }: HealthyPercentages): RequestProblem[] {
  if (maximum < LEAST_MAXIMUM)
    return [
      {
        at: ['maxHealthyPercentage'],
        expected: `an integer from ${LEAST_MAXIMUM} to 200`,
        received: `${maximum}`,
      },
    ];
  if (maximum - minimum > WIDEST_RANGE)
    return [
      {
        at: ['maxHealthyPercentage'],
        expected: `at most ${WIDEST_RANGE} above \`minHealthyPercentage\`, ${minimum}`,
        received: `${maximum}`,
      },
    ];
  return [];
}

/** Checkpoints rise, and no two are the same. */
export function checkCheckpoints(percentages: readonly number[]): RequestProblem[] {
  const at = percentages.findIndex((percent, i) => i > 0 && percent <= percentages[i - 1]!);
  if (at < 0) return [];
  const expected = `more than the checkpoint before it, ${percentages[at - 1]}`;
  return [{ at: ['checkpointPercentages', at], expected, received: `${percentages[at]}` }];
}
