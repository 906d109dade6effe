import type { Findings } from '../../findings.ts';
import type { GroupMaintenance, HealthyPercentages } from '../../group-maintenance.ts';
import { checkHealthyPercentages } from '../../operations/instance-refresh.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import type { StatedGroup } from './auto-scaling-group-schema.ts';
import { SHORTEST_LIFETIME } from './group-maintenance-keys.ts';

/** How a group's instances are replaced (scaling: ); `null` when that contradicts itself. */
export function resolveMaintenance(
  stated: StatedGroup,
  path: Path,
  findings: Findings,
): GroupMaintenance | null {
  const {
    instanceMaintenancePolicy,
    maxInstanceLifetime = 0,
    healthCheckGracePeriod = 0,
    defaultInstanceWarmup = -1,
    suspendedProcesses = [],
  } = stated;
  if (maxInstanceLifetime > 0 && maxInstanceLifetime < SHORTEST_LIFETIME) {
    const expected = `0, or an integer from ${SHORTEST_LIFETIME} up: at least a day in seconds`;
    findings.add([...path, 'maxInstanceLifetime'], expected, describeValue(maxInstanceLifetime));
    return null;
  }
  const policy = resolvePolicy(instanceMaintenancePolicy, [...path, 'instanceMaintenancePolicy'], findings);
  if (policy === undefined) return null;
  return {
    policy,
    maxInstanceLifetimeMs: maxInstanceLifetime === 0 ? null : maxInstanceLifetime * 1000,
    healthCheckGracePeriodMs: healthCheckGracePeriod * 1000,
    defaultInstanceWarmupMs: defaultInstanceWarmup < 0 ? null : defaultInstanceWarmup * 1000,
    suspendedProcesses: [...new Set(suspendedProcesses.map(({ processName }) => processName))],
  };
}

/** `undefined`: it contradicts itself. */
function resolvePolicy(
  stated: StatedGroup['instanceMaintenancePolicy'],
  path: Path,
  findings: Findings,
): HealthyPercentages | null | undefined {
  if (stated === undefined) return null;
  const { minHealthyPercentage: minimum, maxHealthyPercentage: maximum } = stated;
  if (minimum === -1 && maximum === -1) return null;
  if (minimum === -1 || maximum === -1) {
    const key = minimum === -1 ? 'minHealthyPercentage' : 'maxHealthyPercentage';
    findings.add([...path, key], 'both percentages, or -1 for both', '-1 for one of them');
    return undefined;
  }
  const problems = checkHealthyPercentages({ minimum, maximum });
  findings.addAll(path, problems);
  return problems.length > 0 ? undefined : { minimum, maximum };
}
