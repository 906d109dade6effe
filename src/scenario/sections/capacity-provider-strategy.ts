import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { nameOf } from '../names.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { integer } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

export const FARGATE = 'FARGATE';

/** One item of a capacity provider strategy (ecs: ). */
export const strategyItemSchema = mapping(
  {
    capacityProvider: z.string('the name of a capacity provider').describe('FARGATE.'),
    base: integer(0, 100_000).optional().describe('Tasks that run on it before the weights count.'),
    weight: integer(0, 1000).optional().describe('Its part of the tasks above the base.'),
  },
  { aws: { shape: 'RunTask', path: ['capacityProviderStrategy'] }, checkedOnly: ['base', 'weight'] },
);

/** The names of a cluster's providers; `null` when something is wrong with them. */
export function resolveProviders(
  providers: readonly string[],
  path: Path,
  findings: Findings,
): readonly string[] | null {
  const isRight = providers.map((provider, i) => checkProvider(provider, [...path, i], findings));
  return isRight.includes(false) || findings.isBroken(path) ? null : providers.map(nameOf);
}

/** Whether there is a strategy, which then puts its tasks on Fargate; `null` when it is wrong, or not modelled. */
export function resolveStrategy(
  strategy: readonly z.output<typeof strategyItemSchema>[],
  associated: readonly string[] | null,
  path: Path,
  findings: Findings,
): boolean | null {
  const before = findings.problems.length;
  for (const [i, { capacityProvider }] of strategy.entries()) {
    const itemPath: Path = [...path, i, 'capacityProvider'];
    if (checkProvider(capacityProvider, itemPath, findings) && associated?.includes(FARGATE) === false)
      findings.add(
        itemPath,
        "one of the cluster's `capacityProviders`",
        describeValue(capacityProvider),
        'AWS: InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster.',
      );
  }
  if (strategy.length > 1)
    findings.add(path, 'one item', `${strategy.length}`, 'Several capacity providers are not modelled yet.');
  return findings.problems.length > before || findings.isBroken(path) ? null : strategy.length > 0;
}

function checkProvider(provider: string, path: Path, findings: Findings): boolean {
  if (nameOf(provider) === FARGATE) return true;
  findings.add(path, FARGATE, describeValue(provider), 'Other capacity providers are not modelled yet.');
  return false;
}
