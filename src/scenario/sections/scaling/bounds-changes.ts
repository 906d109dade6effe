import type { ActionSpec } from '../../action-spec.ts';
import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { ScalableTargetSpec } from '../../scaling-spec.ts';

type Bound = 'minCapacity' | 'maxCapacity';

/**
 * Changes of one bound that no value of the other one, as registered or as it may have become, goes with: AWS refuses them
 * (scaling: ). Scheduled actions and registrations of a target are all that changes its bounds. Targets and actions are
 * those of the file, none left out.
 */
export function checkBoundsChanges(
  targets: readonly ScalableTargetSpec[],
  actions: readonly ActionSpec[],
  findings: Findings,
): void {
  const registrations = actions.flatMap((action, i) =>
    action.kind === 'registerScalableTarget'
      ? [{ ...action, path: ['actions', i, 'registerScalableTarget'] as Path }]
      : [],
  );
  for (const [i, { minCapacity, maxCapacity, scheduledActions }] of targets.entries()) {
    const changes = [
      ...scheduledActions.map(({ bounds }, j) => ({
        bounds,
        path: ['scalableTargets', i, 'scheduledActions', j, 'scalableTargetAction'] as Path,
      })),
      ...registrations.filter(({ target }) => target === i),
    ];
    const known = (bound: Bound, registered: number) => [
      registered,
      ...changes.map(({ bounds }) => bounds[bound]).filter((value) => value !== null),
    ];
    const greatest = Math.max(...known('maxCapacity', maxCapacity));
    const least = Math.min(...known('minCapacity', minCapacity));
    for (const { bounds, path } of changes) {
      const at = (bound: Bound): Path => [...path, bound];
      if (bounds.maxCapacity === null && bounds.minCapacity !== null && bounds.minCapacity > greatest)
        findings.add(
          at('minCapacity'),
          `at most the maximum of the target, ${greatest}, or a \`maxCapacity\` with it`,
          `${bounds.minCapacity}`,
        );
      if (bounds.minCapacity === null && bounds.maxCapacity !== null && bounds.maxCapacity < least)
        findings.add(
          at('maxCapacity'),
          `at least the minimum of the target, ${least}, or a \`minCapacity\` with it`,
          `${bounds.maxCapacity}`,
        );
    }
  }
}
