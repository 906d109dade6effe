import * as z from 'zod';
import type { Findings } from '../findings.ts';
import type { ContainerLogs, LogGroupSpec, Scenario } from '../scenario.ts';
import { choice, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

const GROUP_OPTION = 'awslogs-group';

/** Where a container's output goes, as RegisterTaskDefinition takes it; only CloudWatch bills what is written. */
export const logConfigurationSchema = mapping(
  {
    logDriver: choice([
      'awslogs',
      'awsfirelens',
      'splunk',
      'fluentd',
      'gelf',
      'journald',
      'json-file',
      'syslog',
    ]).describe('awslogs: to CloudWatch Logs, which bills it; nothing is billed of the others.'),
    options: z
      .record(z.string(), text('the value of an option'), 'a mapping of options')
      .optional()
      .describe(`Of the driver; \`${GROUP_OPTION}\` names the log group.`),
  },
  { aws: { shape: 'ContainerDefinition', path: ['logConfiguration'] } },
);

type Stated = z.output<typeof logConfigurationSchema>;

/** What a container sends to CloudWatch Logs; `null`: nothing. */
export function resolveLogs(stated: Stated | undefined, bytesPerSecond: number): ContainerLogs | null {
  if (stated?.logDriver !== 'awslogs') return null;
  return { group: stated.options?.[GROUP_OPTION] ?? '', bytesPerSecond };
}

/** What is written where nobody bills it, and groups that nobody writes to. */
export function warnOfLogs(
  { services, loads, taskDefinitions }: Pick<Scenario, 'services' | 'loads' | 'taskDefinitions'>,
  logGroups: readonly LogGroupSpec[],
  findings: Findings,
): void {
  const logging = taskDefinitions.map(({ containers }) => containers.some(({ logs }) => logs !== null));
  for (const { name, service, requests } of loads) {
    const { taskDefinitionIndexes } = services[service]!;
    if (requests === null || requests.logBytesPerRequest === 0) continue;
    if (taskDefinitionIndexes.some((index) => logging[index])) continue;
    findings.warn(
      'logs-nowhere',
      `Workload ${name}: \`logBytesPerRequest\` costs nothing, because no container of its service has a \`logConfiguration\` with \`logDriver: awslogs\`.`,
    );
  }
  const used = new Set(
    taskDefinitions.flatMap(({ containers }) => containers.map(({ logs }) => logs?.group ?? '')),
  );
  for (const { name } of logGroups)
    if (!used.has(name))
      findings.warn('log-group-unused', `Log group ${name}: no container writes to it (\`awslogs-group\`).`);
}
