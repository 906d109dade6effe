import * as z from 'zod';
import type { Findings } from '../../findings.ts';
import { checkNetworkConfiguration } from '../../operations/network-configuration.ts';
import type { Path } from '../../reading/problem.ts';
import type { WorkloadSpec } from '../../scenario.ts';
import { choice, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';
import type { Subnets } from '../subnets.ts';

const PATH = ['networkConfiguration'];
const UNSEEN = ['securityGroups'];

/** Where a task's network interface lies, and whether it has a public address; security groups are checked and change nothing. */
export const networkConfigurationSchema = mapping(
  {
    awsvpcConfiguration: mapping(
      {
        subnets: z.array(text('the name of a subnet', 255)).describe('Up to 16 subnets.'),
        securityGroups: z.array(text('the name of a security group', 255)).optional().describe('Up to 5.'),
        assignPublicIp: choice(['ENABLED', 'DISABLED'])
          .optional()
          .describe('Whether tasks have a public IPv4 address, on Fargate only; default DISABLED.'),
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

/** The addresses of tasks: indexes of the subnets that they are of, `null` for anywhere, and whether they have public ones. */
export function resolveNetworkConfiguration(
  stated: z.output<typeof networkConfigurationSchema> | undefined,
  task: { readonly networkMode: string; readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' },
  subnets: Subnets,
  path: Path,
  findings: Findings,
): Pick<WorkloadSpec, 'subnets' | 'assignPublicIp'> {
  findings.addAll(path, checkNetworkConfiguration(stated, task, subnets.areStated));
  if (stated === undefined) return { subnets: null, assignPublicIp: false };
  const { subnets: named, assignPublicIp } = stated.awsvpcConfiguration;
  const at: Path = [...path, ...PATH, 'awsvpcConfiguration', 'subnets'];
  return {
    subnets: subnets.resolve(named, at, findings),
    assignPublicIp: assignPublicIp === 'ENABLED',
  };
}
