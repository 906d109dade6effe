import type { StepRule } from '../../policies/scaling/step-scaling.ts';
import type { RequestProblem } from './request-problem.ts';

/** Step adjustments of one policy at most (scaling: ). */
export const MOST_STEP_ADJUSTMENTS = 20;

/** A step as PutScalingPolicy takes it; `null` and left out are the same: no bound. */
export interface StepAdjustmentRequest {
  readonly metricIntervalLowerBound?: number | null | undefined;
  readonly metricIntervalUpperBound?: number | null | undefined;
  readonly scalingAdjustment: number;
}

const LOWER = 'metricIntervalLowerBound';
const UPPER = 'metricIntervalUpperBound';

/** What PutScalingPolicy would refuse about the steps of a policy (scaling: ). */
export function checkStepAdjustments(
  steps: readonly StepAdjustmentRequest[],
  adjustmentType: StepRule['adjustmentType'],
): RequestProblem[] {
  if (steps.length === 0) return [{ at: [], expected: 'at least one step', received: 'none' }];
  if (steps.length > MOST_STEP_ADJUSTMENTS)
    return [{ at: [], expected: `at most ${MOST_STEP_ADJUSTMENTS} steps`, received: `${steps.length}` }];
  const own = steps.flatMap((step, i) => stepProblems(step, i, adjustmentType));
  return own.length > 0 ? own : orderProblems(steps);
}

function stepProblems(
  { metricIntervalLowerBound, metricIntervalUpperBound, scalingAdjustment }: StepAdjustmentRequest,
  i: number,
  adjustmentType: StepRule['adjustmentType'],
): RequestProblem[] {
  const lower = metricIntervalLowerBound ?? null;
  const upper = metricIntervalUpperBound ?? null;
  const problems: RequestProblem[] = [];
  if (lower === null && upper === null)
    problems.push({ at: [i], expected: `\`${LOWER}\`, \`${UPPER}\` or both`, received: 'neither' });
  else if (lower !== null && upper !== null && lower >= upper)
    problems.push({
      at: [i, UPPER],
      expected: `a number above \`${LOWER}\`, ${lower}`,
      received: `${upper}`,
    });
  if (adjustmentType === 'ExactCapacity' && scalingAdjustment < 0)
    problems.push({
      at: [i, 'scalingAdjustment'],
      expected: 'an integer from 0 up with ExactCapacity',
      received: `${scalingAdjustment}`,
    });
  return problems;
}

/** Steps in order of what they are for: no gap, no overlap, and open where they reach beyond the threshold. */
function orderProblems(steps: readonly StepAdjustmentRequest[]): RequestProblem[] {
  const sorted = steps
    .map((step, i) => ({
      i,
      lower: step.metricIntervalLowerBound ?? Number.NEGATIVE_INFINITY,
      upper: step.metricIntervalUpperBound ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => (a.lower === b.lower ? a.i - b.i : a.lower < b.lower ? -1 : 1));
  const problems: RequestProblem[] = [];
  for (const [k, { i, lower }] of sorted.entries()) {
    const before = sorted[k - 1];
    if (before === undefined || before.upper === lower) continue;
    if (lower === Number.NEGATIVE_INFINITY)
      problems.push({
        at: [i, LOWER],
        expected: 'only one step without lower bound',
        received: 'another one',
      });
    else if (before.upper === Number.POSITIVE_INFINITY)
      problems.push({
        at: [before.i, UPPER],
        expected: `${lower}, where the next step begins`,
        received: 'nothing',
      });
    else
      problems.push({
        at: [i, LOWER],
        expected: `${before.upper}, where the step before it ends: neither gap nor overlap`,
        received: `${lower}`,
      });
  }
  const first = sorted[0]!;
  const last = sorted.at(-1)!;
  if (first.lower < 0 && first.lower !== Number.NEGATIVE_INFINITY)
    problems.push({
      at: [first.i, LOWER],
      expected: 'none in the lowest step, as it is below 0',
      received: `${first.lower}`,
    });
  if (last.upper > 0 && last.upper !== Number.POSITIVE_INFINITY)
    problems.push({
      at: [last.i, UPPER],
      expected: 'none in the highest step, as it is above 0',
      received: `${last.upper}`,
    });
  return problems;
}
