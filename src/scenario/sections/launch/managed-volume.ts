import * as z from 'zod';
import { TASK_VOLUME_TYPE, VOLUME_TYPE_NAMES } from '../../../catalog/ebs-volumes.ts';
import type { Findings } from '../../findings.ts';
import { checkManagedVolumes } from '../../operations/managed-volumes.ts';
import type { TaskDefinitionRequest } from '../../operations/register-task-definition.ts';
import type { Path } from '../../reading/problem.ts';
import type { VolumeSpec } from '../../scenario.ts';
import { choice, flag, integer, text } from '../../shapes/fields.ts';
import { mapping, notModelled } from '../../shapes/mapping.ts';
import { checkVolume, usualSpeed } from '../volume-rules.ts';

const volumeKeys = {
  volumeType: choice(VOLUME_TYPE_NAMES).optional().describe(`Default ${TASK_VOLUME_TYPE}.`),
  sizeInGiB: integer(1).optional().describe('GiB.'),
  iops: integer(1).optional().describe('Of gp3 (default 3000), io1 and io2.'),
  throughput: integer(1).optional().describe('MiB/s, of gp3; default 125.'),
};
const UNMODELLED = notModelled('volumeInitializationRate');

const terminationPolicySchema = mapping({
  deleteOnTermination: flag().describe('Whether the volume goes with its task; default true.'),
});

const NAME = 'A volume of the task definition with `configuredAtLaunch`.';
const PATH = ['volumeConfigurations'];

/** The volume of EBS that each task of RunTask gets. */
export const taskVolumesSchema = z.array(
  mapping(
    {
      name: text('the name of a volume', 255).describe(NAME),
      managedEBSVolume: mapping(
        {
          ...volumeKeys,
          terminationPolicy: terminationPolicySchema
            .optional()
            .describe('What becomes of the volume when its task has stopped.'),
        },
        {
          aws: { shape: 'RunTask', path: [...PATH, 'managedEBSVolume'] },
          notModelled: UNMODELLED,
        },
      ).describe('The volume.'),
    },
    { aws: { shape: 'RunTask', path: PATH } },
  ),
);

/** The same of a service, whose volumes always go with their tasks. */
export const serviceVolumesSchema = z.array(
  mapping(
    {
      name: text('the name of a volume', 255).describe(NAME),
      managedEBSVolume: mapping(volumeKeys, {
        aws: { shape: 'CreateService', path: [...PATH, 'managedEBSVolume'] },
        notModelled: UNMODELLED,
      }).describe('The volume.'),
    },
    { aws: { shape: 'CreateService', path: PATH } },
  ),
);

/** What RunTask and CreateService take as `volumeConfigurations`. */
export type StatedVolumes = z.output<typeof taskVolumesSchema>;

/** What takes the volume. */
interface Taker {
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL' | null;
  readonly isDaemon: boolean;
}

/** The volume that ECS makes for each task; none where nothing is said, or where it is wrong. */
export function resolveManagedVolume(
  stated: StatedVolumes = [],
  taker: Taker,
  request: TaskDefinitionRequest | null,
  path: Path,
  findings: Findings,
): { readonly managedVolume?: VolumeSpec } {
  findings.addAll(path, checkManagedVolumes(stated, taker, request));
  const [first] = stated;
  if (first === undefined) return {};
  const { managedEBSVolume: volume } = first;
  const { volumeType: type = TASK_VOLUME_TYPE, sizeInGiB: size, iops, throughput } = volume;
  const at: Path = [...path, 'volumeConfigurations', 0, 'managedEBSVolume'];
  if (size === undefined) {
    findings.add([...at, 'sizeInGiB'], 'the GiB of the volume', 'nothing', SIZE_OF_SNAPSHOT);
    return {};
  }
  const managedVolume: VolumeSpec = {
    type,
    sizeGib: size,
    ...usualSpeed(type, { iops, throughput }),
    deleteOnTermination: volume.terminationPolicy?.deleteOnTermination ?? true,
  };
  const keyAt = (key: string): Path => [...at, key];
  checkVolume(managedVolume, { sizeKey: 'sizeInGiB', size, iops, throughput }, keyAt, '', findings);
  return { managedVolume };
}

const SIZE_OF_SNAPSHOT = 'AWS takes the size of the snapshot, of which nothing is known here.';
