import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { listNames, nameOf } from '../names.ts';
import { checkCapacityProviderStrategy } from '../operations/capacity-provider-strategy.ts';
import { CAPACITY_PROVIDER_BASE, CAPACITY_PROVIDER_WEIGHT } from '../operations/published-figures.ts';
import { invalidParameterException } from '../operations/request-problem.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { integer } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

/** One item of a capacity provider strategy (ecs: ). */
export const strategyItemSchema = mapping(
  {
    capacityProvider: z
      .string('the name of a capacity provider')
      .describe("One of the cluster's: FARGATE, FARGATE_SPOT or one of an Auto Scaling group."),
    base: integer(CAPACITY_PROVIDER_BASE.minimum, CAPACITY_PROVIDER_BASE.maximum)
      .optional()
      .describe('Tasks that run on it before the weights count; default 0.'),
    weight: integer(CAPACITY_PROVIDER_WEIGHT.minimum, CAPACITY_PROVIDER_WEIGHT.maximum)
      .optional()
      .describe('Its part of the tasks above the base; default 0, as in AWS.'),
  },
  { aws: { shape: 'RunTask', path: ['capacityProviderStrategy'] } },
);

/** An item of a strategy whose provider is associated with the cluster. */
export interface StrategyItem {
  readonly capacityProvider: string;
  readonly base: number;
  readonly weight: number;
}

/** The items of a strategy; `null` when it is wrong. `associated`: the cluster's providers, `null` when those are wrong. */
export function resolveStrategy(
  strategy: readonly z.output<typeof strategyItemSchema>[],
  associated: readonly string[] | null,
  path: Path,
  findings: Findings,
): readonly StrategyItem[] | null {
  const before = findings.problems.length;
  const items = strategy.map(({ capacityProvider, base = 0, weight = 0 }) => {
    return { capacityProvider: nameOf(capacityProvider), base, weight };
  });
  for (const [i, { capacityProvider }] of items.entries())
    if (associated?.includes(capacityProvider) === false)
      findings.add(
        [...path, i, 'capacityProvider'],
        `one of the cluster's \`capacityProviders\`${listNames(associated)}`,
        describeValue(capacityProvider),
        invalidParameterException(
          'The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster.',
        ),
      );
  findings.addAll(path, checkCapacityProviderStrategy(items));
  const isRight = findings.problems.length === before && !findings.isBroken(path);
  return isRight && (associated !== null || items.length === 0) ? items : null;
}
