import { ec2BilledMs } from '../ec2.ts';
import { type Counting, GB, GB_MONTHS, HOURS, MONTHS, ONE_BY_ONE } from './meter.ts';

/** EBS (billing spec section 4): what is provisioned counts, not what is used. Volumes are counted in GiB times milliseconds. */
export const EBS_METERS = {
  'ebs.gp2.gbMonth': MONTHS,
  'ebs.gp3.gbMonth': MONTHS,
  'ebs.gp3.iopsMonth': MONTHS,
  'ebs.gp3.mibpsMonth': MONTHS,
  'ebs.io1.gbMonth': MONTHS,
  'ebs.io1.iopsMonth': MONTHS,
  'ebs.io2.gbMonth': MONTHS,
  'ebs.io2.iopsMonth': MONTHS,
  'ebs.io2.iopsMonthTier2': MONTHS,
  'ebs.io2.iopsMonthTier3': MONTHS,
  'ebs.st1.gbMonth': MONTHS,
  'ebs.sc1.gbMonth': MONTHS,
  'ebs.standard.gbMonth': MONTHS,
  'ebs.standard.io': ONE_BY_ONE,
  'ebs.snapshot.gbMonth': GB_MONTHS,
  /** What an archived snapshot is billed for that goes too early counts, too. */
  'ebs.snapshotArchive.gbMonth': GB_MONTHS,
  'ebs.snapshotArchive.retrievalGb': GB,
  'ebs.fastSnapshotRestore.dsuHour': HOURS,
} satisfies Record<string, Counting>;

export interface Volume {
  readonly type: 'gp2' | 'gp3' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard';
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
}

/** What comes with each gp3 volume. */
export const GP3_FREE_IOPS = 3000;
export const GP3_FREE_MIBPS = 125;
/** Where the price of an io2 volume's IOPS changes; volumes are never pooled. */
export const IO2_IOPS_STEPS: readonly [number, number] = [32_000, 64_000];

/** What a volume is billed for while it exists: of each meter a level, to be multiplied by `volumeBilledMs`. */
export function volumeLevels({ type, sizeGib, iops, throughputMibps }: Volume): readonly VolumeLevel[] {
  const levels: VolumeLevel[] = [{ meter: `ebs.${type}.gbMonth`, level: sizeGib }];
  if (type === 'gp3') {
    levels.push({ meter: 'ebs.gp3.iopsMonth', level: Math.max(0, iops - GP3_FREE_IOPS) });
    levels.push({ meter: 'ebs.gp3.mibpsMonth', level: Math.max(0, throughputMibps - GP3_FREE_MIBPS) });
  }
  if (type === 'io1') levels.push({ meter: 'ebs.io1.iopsMonth', level: iops });
  if (type === 'io2') {
    const [first, second] = IO2_IOPS_STEPS;
    levels.push({ meter: 'ebs.io2.iopsMonth', level: Math.min(iops, first) });
    levels.push({ meter: 'ebs.io2.iopsMonthTier2', level: Math.max(0, Math.min(iops, second) - first) });
    levels.push({ meter: 'ebs.io2.iopsMonthTier3', level: Math.max(0, iops - second) });
  }
  return levels.filter(({ level }) => level > 0);
}

export interface VolumeLevel {
  readonly meter: keyof typeof EBS_METERS;
  readonly level: number;
}

/** Milliseconds that a volume is billed for which existed for `ms`: whole seconds, at least a minute. */
export function volumeBilledMs(ms: number): number {
  return ec2BilledMs(ms);
}

/** DSU-milliseconds of fast snapshot restore in some zones: by the minute, at least an hour. */
export function fastRestoreMs(snapshots: number, zones: number, enabledMs: number): number {
  return snapshots * zones * Math.max(60, Math.ceil(enabledMs / 60_000)) * 60_000;
}

/** What an archived snapshot is billed for that goes after `ms`: the rest of 90 days, rounded down to the hour. */
export function archiveEarlyDeleteMs(ms: number): number {
  return Math.floor(Math.max(0, ARCHIVE_MINIMUM_MS - ms) / 3_600_000) * 3_600_000;
}

const ARCHIVE_MINIMUM_MS = 90 * 86_400_000;
