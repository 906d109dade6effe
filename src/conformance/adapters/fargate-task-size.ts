import * as z from 'zod';
import { fargateMemoryChoices } from '../../catalog/fargate-sizes.ts';
import {
  fargateOsFamilies,
  fargateSizeProblem,
  minimumPlatformVersion,
} from '../../scenario/operations/fargate-size.ts';
import { platformVersionProblem } from '../../scenario/operations/run-task.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const fargate = { launchType: z.literal('FARGATE'), cpu: z.number() };

/** The rows of Fargate's table, and whether it has a size (ecs: ). */
export const fargateTaskSize: Adapter = adapter(
  'fargate-task-size',
  form(fargate, ({ cpu }) => ({
    validMemoryMiB: fargateMemoryChoices(cpu),
    osFamilies: fargateOsFamilies(cpu),
    minLinuxPlatformVersion: minimumPlatformVersion(cpu),
  })),
  form(
    {
      ...fargate,
      memoryMiB: z.number(),
      os: z.enum(['LINUX', 'WINDOWS']).optional(),
      platformVersion: z.string().optional(),
    },
    ({ cpu, memoryMiB, os, platformVersion = 'LATEST' }) => {
      const sizeReason = fargateSizeProblem(cpu, memoryMiB, os);
      const platformReason = os === 'WINDOWS' ? null : platformVersionProblem(platformVersion, cpu);
      if (sizeReason !== null) return { valid: false, errorIfInvalid: `ClientException: ${sizeReason}` };
      if (platformReason === null) return { valid: true, errorIfInvalid: null };
      return {
        valid: false,
        errorIfInvalid: `PlatformTaskDefinitionIncompatibilityException: ${platformReason}`,
      };
    },
  ),
);
