import * as z from 'zod';
import {
  DEFAULT_QUOTAS,
  NO_QUOTAS,
  type QuotaName,
  type Quotas,
  quotaBreaches,
} from '../../catalog/quotas.ts';
import type { Findings } from '../findings.ts';
import { quotaUses } from '../operations/quota-uses.ts';
import type { Scenario } from '../scenario.ts';
import { choice, integer } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';

const QUOTAS = {
  clustersPerAccount: 'Clusters.',
  servicesPerCluster: 'Services of one cluster.',
  tasksPerService: 'Tasks of one service.',
  containerInstancesPerCluster: 'Container instances of one cluster.',
  capacityProvidersPerCluster: 'Capacity providers of one cluster.',
  containersPerTaskDefinition: 'Containers of one task definition.',
  fargateOnDemandVcpus: 'vCPUs of the tasks that are on Fargate at once.',
  fargateSpotVcpus: 'vCPUs of the tasks that are on Fargate Spot at once.',
} as const satisfies Partial<Record<QuotaName, string>>;

const named = Object.fromEntries(
  Object.entries(QUOTAS).map(([name, description]) => [name, integer(0).optional().describe(description)]),
) as { [name in keyof typeof QUOTAS]: z.ZodOptional<z.ZodNumber> };

/** `default`, or a mapping: any of the quotas by name, the others as `base` has them. */
export const quotasSchema = z
  .union(
    [
      choice(['default']),
      mapping(
        {
          base: choice(['default', 'unlimited'])
            .prefault('unlimited')
            .describe('What holds for quotas that are not named here.'),
          ...named,
        },
        {
          notModelled: notModelled(
            'tasksPerServiceWithServiceDiscovery',
            'provisioningTasksPerCluster',
            'targetGroupsPerService',
            'taskDefinitionSizeKib',
          ),
        },
      ),
    ],
    '`default`, or a mapping of quotas by name',
  )
  .describe(
    'What the account may have at most. Without it there is no limit, and passing what AWS allows by default is a warning.',
  );

/** The account's quotas; infinite where there is none. */
export function resolveQuotas(section: z.output<typeof quotasSchema> | undefined): Quotas {
  if (section === undefined) return NO_QUOTAS;
  if (section === 'default') return DEFAULT_QUOTAS;
  const { base, ...values } = section;
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return { ...(base === 'default' ? DEFAULT_QUOTAS : NO_QUOTAS), ...Object.fromEntries(given) };
}

/** Requests that AWS would refuse, because the account may not have so much (ecs: ). */
export function checkQuotas(
  scenario: Pick<Scenario, 'clusters' | 'services' | 'taskDefinitions' | 'actions'>,
  quotas: Quotas,
  findings: Findings,
): void {
  for (const { quota, amount, path } of quotaUses(scenario))
    for (const { limit } of quotaBreaches({ [quota]: amount }, quotas))
      findings.add(
        path,
        `at most ${limit}, the quota ${quota}`,
        `${amount}`,
        `AWS would answer LimitExceededException; \`quotas: { ${quota}: ${amount} }\` allows it.`,
      );
}
