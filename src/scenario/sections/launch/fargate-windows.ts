import type { LoadContext } from '../../context.ts';
import { askedItems } from '../../operations/capacity-provider-strategy.ts';
import { isWindows } from '../../operations/os-family.ts';
import type { Path } from '../../reading/problem.ts';
import type { TaskDefinitionSpec } from '../../scenario.ts';
import type { StrategyItem } from '../capacity-provider-strategy.ts';

/** What Fargate asks of tasks with Windows: a definition for it, whose size counts (ecs: ), and no Spot. */
export function checkFargateWindows(
  { osFamily, requiresCompatibilities }: Pick<TaskDefinitionSpec, 'osFamily' | 'requiresCompatibilities'>,
  strategy: readonly StrategyItem[],
  at: Path,
  { findings }: LoadContext,
): void {
  if (!isWindows(osFamily)) return;
  if (!requiresCompatibilities.includes('FARGATE'))
    findings.add(
      at,
      'a task definition with `requiresCompatibilities: [FARGATE]` for Windows',
      `${osFamily}`,
    );
  if (askedItems(strategy).some(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT'))
    findings.add(at, 'a task definition for LINUX on FARGATE_SPOT', `${osFamily}`);
}
