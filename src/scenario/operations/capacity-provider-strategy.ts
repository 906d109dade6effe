import { nameOf } from '../names.ts';
import { describeValue } from '../reading/problem.ts';
import {
  CAPACITY_PROVIDER_BASE,
  CAPACITY_PROVIDER_WEIGHT,
  MAX_CAPACITY_PROVIDERS,
} from './published-figures.ts';
import { invalidParameterException, type RequestProblem } from './request-problem.ts';

/** An item of a strategy as RunTask, CreateService and the cluster's default take it. */
export interface CapacityProviderRequest {
  /** Name or ARN. */
  readonly capacityProvider: string;
  readonly base?: number | null | undefined;
  readonly weight?: number | null | undefined;
}

/** Fargate's own providers, which need no definition and never stand in one strategy with others (ecs: ). */
export const FARGATE_PROVIDERS: readonly string[] = ['FARGATE', 'FARGATE_SPOT'];

/** What a strategy is wrong about in itself, whoever uses it (ecs: ). */
export function checkCapacityProviderStrategy(items: readonly CapacityProviderRequest[]): RequestProblem[] {
  const problems: RequestProblem[] = [...outOfBounds(items), ...named(items)];
  if (items.length > MAX_CAPACITY_PROVIDERS)
    problems.push({
      at: [],
      expected: `at most ${MAX_CAPACITY_PROVIDERS} capacity providers`,
      received: `${items.length}`,
    });
  const based = items.flatMap(({ base }, i) => ((base ?? 0) > 0 ? [i] : []));
  if (based.length > 1)
    problems.push({
      at: [based[1]!, 'base'],
      expected: 'a base above 0 of one capacity provider only',
      received: `one of ${based.length}`,
      hint: invalidParameterException(
        'The specified capacity provider strategy contains multiple capacity providers with a base value defined.',
      ),
    });
  const fargate = items.filter(({ capacityProvider }) => isFargateProvider(capacityProvider)).length;
  if (fargate > 0 && fargate < items.length)
    problems.push({
      at: [],
      expected: "either Fargate's capacity providers or those of Auto Scaling groups",
      received: 'both',
      hint: invalidParameterException(
        'A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.',
      ),
    });
  return problems;
}

/** What RunTask and CreateService refuse of a strategy beside that: that none of several providers has a weight (ecs: ). */
export function checkWeights(items: readonly CapacityProviderRequest[]): RequestProblem[] {
  if (items.length < 2 || items.some(({ weight }) => (weight ?? 0) > 0)) return [];
  return [
    {
      at: [],
      expected: 'a weight above 0 of at least one capacity provider',
      received: 'none',
      hint: invalidParameterException(
        'There are no capacity providers in the capacity provider strategy with a weight value greater than zero.',
      ),
    },
  ];
}

/** The items that tasks can go to: those with a base or a weight, and an only one. */
export function askedItems<T extends { readonly base: number; readonly weight: number }>(
  items: readonly T[],
): readonly T[] {
  return items.length === 1 ? items : items.filter(({ base, weight }) => base + weight > 0);
}

/** Whether tasks of the provider, a name or an ARN, run on Fargate. */
export function isFargateProvider(provider: string): boolean {
  return FARGATE_PROVIDERS.includes(nameOf(provider));
}

function outOfBounds(items: readonly CapacityProviderRequest[]): RequestProblem[] {
  const bounds = { base: CAPACITY_PROVIDER_BASE, weight: CAPACITY_PROVIDER_WEIGHT };
  return items.flatMap((item, i) =>
    (['base', 'weight'] as const).flatMap((key) => {
      const value = item[key] ?? 0;
      const { minimum, maximum } = bounds[key];
      if (Number.isInteger(value) && value >= minimum && value <= maximum) return [];
      return [{ at: [i, key], expected: `an integer from ${minimum} to ${maximum}`, received: `${value}` }];
    }),
  );
}

function named(items: readonly CapacityProviderRequest[]): RequestProblem[] {
  const names = items.map(({ capacityProvider }) => nameOf(capacityProvider));
  return names.flatMap((name, i) =>
    names.indexOf(name) === i
      ? []
      : [
          {
            at: [i, 'capacityProvider'],
            expected: 'each capacity provider only once',
            received: `${describeValue(name)} once more`,
          },
        ],
  );
}
