import type { Delay } from './defaults.ts';

/** What AWS sells as a volume of EBS, and what it makes of a launch that says nothing of volumes. */

/** What there can be of a volume type: GiB, IOPS and MiB/s; `null` where it cannot be chosen. */
export interface VolumeTypeFacts {
  readonly gib: readonly [least: number, most: number];
  readonly iops: readonly [least: number, most: number] | null;
  readonly mibps: readonly [least: number, most: number] | null;
}

/** As CreateVolume documents them. */
export const VOLUME_TYPES = {
  gp2: { gib: [1, 16_384], iops: null, mibps: null },
  gp3: { gib: [1, 65_536], iops: [3000, 80_000], mibps: [125, 2000] },
  io1: { gib: [4, 16_384], iops: [100, 64_000], mibps: null },
  io2: { gib: [4, 65_536], iops: [100, 256_000], mibps: null },
  st1: { gib: [125, 16_384], iops: null, mibps: null },
  sc1: { gib: [125, 16_384], iops: null, mibps: null },
  standard: { gib: [1, 1024], iops: null, mibps: null },
} as const satisfies Readonly<Record<string, VolumeTypeFacts>>;
export type VolumeType = keyof typeof VOLUME_TYPES;

export const VOLUME_TYPE_NAMES = Object.keys(VOLUME_TYPES) as readonly VolumeType[];

/** Of a volume whose type nobody names, but the root one: CreateVolume's default. */
export const USUAL_VOLUME_TYPE: VolumeType = 'gp2';

/** The root volume of an ECS-optimized AMI of Amazon Linux 2023 (amazon-ecs-ami, al2023.pkr.hcl). */
export const ROOT_VOLUME_TYPE: VolumeType = 'gp3';

/** What a mapping calls the root volume: AMIs of Amazon Linux, and others. */
export const ROOT_DEVICES: readonly string[] = ['/dev/xvda', '/dev/sda1'];

/** Of a task's volume whose type nobody names: the default of RunTask and CreateService. */
export const TASK_VOLUME_TYPE: VolumeType = 'gp3';

/** What is not of AWS's documentation, or of an AMI; a scenario sets it in `timings`. */
export interface VolumeDefaults {
  /** GiB of the root volume of an instance that EC2 rents out, where no mapping sizes it; 0: none. */
  readonly 'ec2.rootVolumeGib': number;
  /** From the placement of a task until the volume that ECS makes for it is attached, beside its network interface. */
  readonly 'ebs.attach': Delay;
}

export const VOLUME_DEFAULTS: VolumeDefaults = {
  // "A single 30-GiB root volume" (ECS guide, AMI storage configuration).
  'ec2.rootVolumeGib': 30,
  // Assumed: nothing is published (ecs: ).
  'ebs.attach': { kind: 'constant', value: 10_000 },
};
