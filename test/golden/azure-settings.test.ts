import { expect, test } from 'vitest';
import { runScenarioFile } from '../../src/io/run-scenario-file.ts';
import { galleryFile } from './golden.ts';

const PROVIDER = 'capacityProviders[0].autoScalingGroupProvider';

/** What the description of azure-on-managed-scaling says of other settings than its own. */
test.each([
  [43_236, 9.1, 0, [`${PROVIDER}.managedScaling.targetCapacity=90`]],
  [48_600, 8.9, 0, [`${PROVIDER}.managedScaling.targetCapacity=80`]],
  [
    73_291,
    457.3,
    2300,
    [
      `${PROVIDER}.managedTerminationProtection=DISABLED`,
      'autoScalingGroups[0].newInstancesProtectedFromScaleIn=false',
    ],
  ],
])(
  '%d instance-hours, p95 %d s, %d cut off',
  async (hours, p95, interrupted, settings) => {
    const { autoScalingGroups, tasks } = await runScenarioFile(galleryFile('azure-on-managed-scaling'), {
      settings,
    });
    expect(Math.round(autoScalingGroups['azure']!.instanceHours.total)).toBe(hours);
    expect(tasks.wait.p95).toBeCloseTo(p95, 1);
    expect(tasks.interrupted).toBe(interrupted);
  },
  120_000,
);
