import type { LogGroup, LogSources } from '../billing/counters/logs-counter.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** Who writes to CloudWatch Logs; `null`: nobody. */
export function logSources({ taskDefinitions, services, loads, logGroups }: Scenario): LogSources | null {
  const groups: LogGroup[] = [...logGroups];
  const groupNamed = (name: string): number => {
    const known = groups.findIndex((group) => group.name === name);
    return known >= 0 ? known : groups.push({ name, retentionMs: null, isInfrequent: false }) - 1;
  };
  const byDefinition = taskDefinitions.map(({ containers }) =>
    containers.flatMap(({ logs }) =>
      logs === null ? [] : [{ group: groupNamed(logs.group), bytesPerSecond: logs.bytesPerSecond }],
    ),
  );
  if (byDefinition.every((containers) => containers.length === 0)) return null;
  const perRequest = services.map(() => 0);
  for (const { service, requests } of loads) perRequest[service] = requests?.logBytesPerRequest ?? 0;
  return { groups, byDefinition, perRequest };
}
