import * as z from 'zod';
import type { Findings } from '../findings.ts';
import type { ContainerLogs, LogGroupSpec, Scenario } from '../scenario.ts';
import { choice, refuse, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';
import { logDestination } from './log-destination.ts';

/** Where a container's output goes, as RegisterTaskDefinition takes it. */
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
    ]).describe(
      'awslogs: to CloudWatch Logs, which bills it; splunk: into the internet; awsfirelens: where its plugin sends it; the others: nowhere, unless their address is on the internet.',
    ),
    options: z
      .record(z.string(), text('the value of an option'), 'a mapping of options')
      .optional()
      .describe(
        'Of the driver, as far as they say where the logs go: `awslogs-group` and `awslogs-region`, `splunk-url`, `fluentd-address`, of awsfirelens `Name`, `region`, `log_group_name`, `bucket`, `total_file_size`, `upload_timeout`, `Host`.',
      ),
  },
  { aws: { shape: 'ContainerDefinition', path: ['logConfiguration'] } },
).superRefine(({ logDriver, options = {} }, context) => {
  const destination = logDestination(logDriver, options);
  if (destination !== null && 'expected' in destination)
    refuse(
      context,
      `options with \`${destination.key}\`: ${destination.expected}`,
      'Other ways out of FireLens are not modelled.',
      'options',
    );
});

type Stated = z.output<typeof logConfigurationSchema>;

/** What a container sends where somebody bills it; `null`: nothing. */
export function resolveLogs(
  stated: Stated | undefined,
  bytesPerSecond: number,
  region: string,
): ContainerLogs | null {
  if (stated === undefined) return null;
  const to = logDestination(stated.logDriver, stated.options ?? {});
  if (to === null || 'expected' in to) return null;
  if (to.kind === 'internet') return { to, bytesPerSecond };
  return { to: { ...to, region: to.region === region ? null : to.region }, bytesPerSecond };
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
      `Workload ${name}: \`logBytesPerRequest\` costs nothing, because no container of its service has a \`logConfiguration\` whose logs go where somebody bills them.`,
    );
  }
  const used = new Set(
    taskDefinitions.flatMap(({ containers }) =>
      containers.map(({ logs }) => (logs?.to.kind === 'cloudwatch' ? logs.to.group : '')),
    ),
  );
  for (const { name } of logGroups)
    if (!used.has(name))
      findings.warn(
        'log-group-unused',
        `Log group ${name}: no container writes to it (\`awslogs-group\`, or \`log_group_name\` of FireLens).`,
      );
}
