import type * as z from 'zod';
import type { LoadContext } from '../../context.ts';
import type { CapacityProviderSpec } from '../../group-spec.ts';
import { isFargateProvider } from '../../operations/capacity-provider-strategy.ts';
import type { Path } from '../../reading/problem.ts';
import type { CapacityProviderStrategyItem } from '../../scenario.ts';
import type { strategyItemSchema } from '../capacity-provider-strategy.ts';
import { checkFargatePrices } from '../launch/fargate-prices.ts';
import { checkFargateWindows } from '../launch/fargate-windows.ts';
import { resolveStatedStrategy } from '../launch/launch-strategy.ts';
import type { ResolvedService } from '../services/services.ts';
import type { ResolvedTaskDefinition } from '../task-definitions.ts';

/** The strategy that an update gives a service (ecs: ); `null`: none, or something is wrong with it. */
export function resolveLaterStrategy(
  stated: readonly z.output<typeof strategyItemSchema>[] | undefined,
  { spec, cluster, launch: before }: ResolvedService,
  definition: ResolvedTaskDefinition,
  capacityProviders: readonly CapacityProviderSpec[],
  path: Path,
  context: LoadContext,
): readonly CapacityProviderStrategyItem[] | null {
  if (stated === undefined) return null;
  const at: Path = [...path, 'capacityProviderStrategy'];
  const { findings } = context;
  if (spec.schedulingStrategy === 'DAEMON') {
    findings.add(at, 'none with scheduling strategy DAEMON', 'one');
    return null;
  }
  const hadNone = before.strategy.length === 0;
  const hasDefault = (cluster.defaultStrategy ?? []).length > 0;
  if (stated.length === 0 && !hasDefault) {
    if (hadNone) return [];
    findings.add(
      at,
      'a strategy, as neither the cluster nor the service has anything to go back to',
      'an empty one',
    );
    return null;
  }
  const strategy = resolveStatedStrategy({ capacityProviderStrategy: stated }, cluster, path, context);
  const [first] = strategy ?? [];
  if (strategy === null || first === undefined) return null;
  const launchType = isFargateProvider(first.capacityProvider) ? 'FARGATE' : 'EC2';
  if (launchType !== spec.launchType) {
    findings.add(
      at,
      `capacity providers of ${spec.launchType}, where the tasks of the service run`,
      `those of ${launchType}`,
      'That a service moves between Fargate and instances is not modelled yet.',
    );
    return null;
  }
  if (launchType === 'FARGATE') {
    if (definition.request !== null) checkFargateWindows(definition.spec, strategy, at, context);
    checkFargatePrices(definition.spec, strategy, path, context);
  }
  return strategy.map(({ capacityProvider, base, weight }) => ({
    provider: capacityProviders.findIndex(({ name }) => name === capacityProvider),
    base,
    weight,
  }));
}
