import * as z from 'zod';
import {
  ROOT_DEVICES,
  ROOT_VOLUME_TYPE,
  USUAL_VOLUME_TYPE,
  VOLUME_TYPE_NAMES,
} from '../../catalog/ebs-volumes.ts';
import type { Findings } from '../findings.ts';
import { describeValue } from '../reading/problem.ts';
import type { VolumeSpec } from '../scenario.ts';
import { choice, flag, integer, text } from '../shapes/fields.ts';
import { mapping, notModelled, withoutEffect } from '../shapes/mapping.ts';
import type { Place } from './place.ts';
import { checkVolume, usualSpeed } from './volume-rules.ts';

/** Volumes of an instance, as RunInstances and launch templates take them. */
export const blockDeviceMappingsSchema = z.array(
  mapping(
    {
      deviceName: text('the name of a device such as /dev/xvdb', 255).describe(
        `Where the volume is attached; ${ROOT_DEVICES.join(' or ')}: the root volume.`,
      ),
      ebs: mapping(
        {
          volumeType: choice(VOLUME_TYPE_NAMES)
            .optional()
            .describe('Default gp3 of the root volume, else gp2.'),
          volumeSize: integer(1)
            .optional()
            .describe("GiB. The root volume's default: `timings.ec2.rootVolumeGib`."),
          iops: integer(1).optional().describe('Of gp3 (default 3000), io1 and io2.'),
          throughput: integer(1).optional().describe('MiB/s, of gp3; default 125.'),
          deleteOnTermination: flag()
            .optional()
            .describe(
              'Whether the volume goes with its instance; default true, else it is billed to the end of the run.',
            ),
        },
        {
          notModelled: {
            ...notModelled(
              'availabilityZone',
              'availabilityZoneId',
              'outpostArn',
              'volumeInitializationRate',
            ),
            ...withoutEffect('encrypted', 'kmsKeyId', 'snapshotId', 'ebsCardIndex'),
          },
        },
      )
        .optional()
        .describe('The volume of EBS; without it the mapping has none.'),
    },
    { notModelled: { ...notModelled('noDevice'), ...withoutEffect('virtualName') } },
  ),
);

type Mapping = z.output<typeof blockDeviceMappingsSchema>[number];
type StatedVolume = NonNullable<Mapping['ebs']>;

interface Machine {
  readonly ec2InstanceType?: string | undefined;
  readonly blockDeviceMappings?: readonly Mapping[] | undefined;
}

/** The volumes of an instance that EC2 rents out: its root volume, and those that are mapped. */
export function resolveVolumes(
  { ec2InstanceType, blockDeviceMappings = [] }: Machine,
  rootVolumeGib: number,
  place: Place,
  findings: Findings,
): VolumeSpec[] {
  if (ec2InstanceType === undefined) {
    if (blockDeviceMappings.length > 0 && !place.isRow)
      findings.add(
        place.at('blockDeviceMappings'),
        'no `blockDeviceMappings` of a machine that EC2 does not rent out',
        describeValue(blockDeviceMappings),
      );
    return [];
  }
  checkDeviceNames(blockDeviceMappings, place, findings);
  const isMapped = blockDeviceMappings.some(({ deviceName, ebs }) => isRoot(deviceName) && ebs !== undefined);
  const mapped = blockDeviceMappings.flatMap(({ deviceName, ebs }, i) => {
    const volume = ebs === undefined ? null : resolveVolume(ebs, isRoot(deviceName), rootVolumeGib);
    if (volume === null) return [];
    const { volumeSize: size, iops, throughput } = ebs!;
    const at = (key: string) => place.at('blockDeviceMappings', i, 'ebs', key);
    checkVolume(volume, { sizeKey: 'volumeSize', size, iops, throughput }, at, place.words, findings);
    return [volume];
  });
  const root = isMapped || rootVolumeGib === 0 ? null : resolveVolume({}, true, rootVolumeGib);
  return root === null ? mapped : [root, ...mapped];
}

function isRoot(deviceName: string): boolean {
  return ROOT_DEVICES.includes(deviceName);
}

function resolveVolume(stated: StatedVolume, root: boolean, rootVolumeGib: number): VolumeSpec {
  const type = stated.volumeType ?? (root ? ROOT_VOLUME_TYPE : USUAL_VOLUME_TYPE);
  return {
    type,
    sizeGib: stated.volumeSize ?? (root ? rootVolumeGib : 0),
    ...usualSpeed(type, { iops: stated.iops, throughput: stated.throughput }),
    deleteOnTermination: stated.deleteOnTermination ?? true,
  };
}

function checkDeviceNames(mappings: readonly Mapping[], place: Place, findings: Findings): void {
  const seen = new Set<string>();
  for (const [i, { deviceName }] of mappings.entries()) {
    const name = isRoot(deviceName) ? ROOT_DEVICES[0]! : deviceName;
    if (seen.has(name))
      findings.add(
        place.at('blockDeviceMappings', i, 'deviceName'),
        'a device that no other mapping has',
        `${describeValue(deviceName)} once more`,
      );
    seen.add(name);
  }
}
