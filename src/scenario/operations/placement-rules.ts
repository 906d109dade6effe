import { describeValue } from '../reading/problem.ts';
import {
  MAX_EXPRESSION_LENGTH,
  MAX_PLACEMENT_CONSTRAINTS,
  MAX_PLACEMENT_STRATEGIES,
} from './published-figures.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

export interface PlacementConstraintRequest {
  readonly type: string;
  readonly expression?: string | null | undefined;
}

export interface PlacementStrategyRequest {
  readonly type: string;
  readonly field?: string | null | undefined;
}

/** What is wrong with a list of constraints; `others` is how many the task has from elsewhere (ecs:R-1.10, R-3.8, R-3.11). */
export function checkPlacementConstraints(
  constraints: readonly PlacementConstraintRequest[],
  others: number,
): RequestProblem[] {
  const problems = constraints.flatMap((constraint, i) => checkConstraint(constraint, i));
  const count = constraints.length + others;
  if (count > MAX_PLACEMENT_CONSTRAINTS)
    problems.push({
      at: ['placementConstraints'],
      expected: `at most ${MAX_PLACEMENT_CONSTRAINTS} constraints${others > 0 ? ` with the ${others} of the task definition` : ''}`,
      received: `${count}`,
    });
  if (constraints.filter(({ type }) => type === 'distinctInstance').length > 1)
    problems.push({
      at: ['placementConstraints'],
      expected: 'distinctInstance at most once',
      received: 'more than one',
    });
  return problems;
}

/** What is wrong with a list of strategies (ecs:R-3.11). */
export function checkPlacementStrategies(strategies: readonly PlacementStrategyRequest[]): RequestProblem[] {
  if (strategies.length <= MAX_PLACEMENT_STRATEGIES) return [];
  return [
    {
      at: ['placementStrategy'],
      expected: `at most ${MAX_PLACEMENT_STRATEGIES} strategies`,
      received: `${strategies.length}`,
    },
  ];
}

/** Fargate takes neither strategies nor constraints (ecs:R-3.1). */
export function checkNoPlacementRules(
  strategies: readonly PlacementStrategyRequest[],
  constraints: readonly PlacementConstraintRequest[],
): RequestProblem[] {
  const problems: RequestProblem[] = [];
  if (strategies.length > 0)
    problems.push({
      at: ['placementStrategy'],
      expected: 'none on Fargate',
      received: `${strategies.length}`,
      hint: invalidParameterException('Placement strategies are not supported with FARGATE launch type.'),
    });
  if (constraints.length > 0)
    problems.push({
      at: ['placementConstraints'],
      expected: 'none on Fargate',
      received: `${constraints.length}`,
      hint: invalidParameterException('Placement constraints are not supported with FARGATE launch type.'),
    });
  return problems;
}

function checkConstraint({ type, expression }: PlacementConstraintRequest, i: number): RequestProblem[] {
  const at = ['placementConstraints', i, 'expression'];
  const given = expression ?? '';
  if (type === 'distinctInstance' && given !== '')
    return [{ at, expected: 'no expression with distinctInstance', received: describeValue(expression) }];
  if (type === 'memberOf' && given === '')
    return [{ at, expected: 'an expression with memberOf', received: describeValue(expression) }];
  if (given.length > MAX_EXPRESSION_LENGTH)
    return [{ at, expected: `at most ${MAX_EXPRESSION_LENGTH} characters`, received: `${given.length}` }];
  return [];
}
