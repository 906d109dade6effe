import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { checkNetworkConfiguration } from '../../operations/network-configuration.ts';
import type { Path } from '../../reading/problem.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { Subnets } from '../subnets.ts';

const PATH = ['networkConfiguration'];
const UNSEEN = ['securityGroups', 'assignPublicIp'];

/** Where a task's network interface lies; security groups and public addresses are checked and change nothing. */
export const networkConfigurationSchema = mapping(
  {
    awsvpcConfiguration: mapping(
      {
        subnets: z.array(text('the name of a subnet', 255)).describe('Up to 16 subnets.'),
        securityGroups: z.array(text('the name of a security group', 255)).optional().describe('Up to 5.'),
        assignPublicIp: choice(['ENABLED', 'DISABLED']).optional().describe('On Fargate only.'),
      },
      {
        aws: { shape: 'RunTask', path: [...PATH, 'awsvpcConfiguration'] },
        checkedOnly: UNSEEN,
        ignored: UNSEEN,
      },
    ).describe('For tasks in network mode awsvpc.'),
  },
  { aws: { shape: 'RunTask', path: PATH } },
);

/** Indexes of the subnets that tasks take their addresses from; `null`: anywhere. */
export function resolveNetworkConfiguration(
  stated: z.output<typeof networkConfigurationSchema> | undefined,
  task: { readonly networkMode: string; readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' },
  subnets: Subnets,
  path: Path,
  findings: Findings,
): readonly number[] | null {
  findings.addAll(path, checkNetworkConfiguration(stated, task, subnets.areStated));
  if (stated === undefined) return null;
  const at: Path = [...path, ...PATH, 'awsvpcConfiguration', 'subnets'];
  return subnets.resolve(stated.awsvpcConfiguration.subnets, at, findings);
}
