import { VOLUME_TYPES, type VolumeTypeFacts } from '../../catalog/ebs-volumes.ts';
import type { Findings } from '../findings.ts';
import type { Path } from '../reading/problem.ts';
import type { VolumeSpec } from '../scenario.ts';

/** How the request spells it, and what of it is stated. */
interface StatedSize {
  readonly sizeKey: string;
  readonly size: number | undefined;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

/** IOPS and throughput of a volume for which nothing else is said. */
export function usualSpeed(
  type: VolumeSpec['type'],
  { iops, throughput }: Pick<StatedSize, 'iops' | 'throughput'>,
): Pick<VolumeSpec, 'iops' | 'throughputMibps'> {
  const { gp3 } = VOLUME_TYPES;
  const isGp3 = type === 'gp3';
  return {
    iops: iops ?? (isGp3 ? gp3.iops[0] : 0),
    throughputMibps: throughput ?? (isGp3 ? gp3.mibps[0] : 0),
  };
}

/** What CreateVolume refuses: sizes, IOPS and throughput that the type does not have; `words`: of what it is, after the expectation. */
export function checkVolume(
  { type, sizeGib, iops, throughputMibps }: VolumeSpec,
  stated: StatedSize,
  at: (key: string) => Path,
  words: string,
  findings: Findings,
): void {
  const facts: VolumeTypeFacts = VOLUME_TYPES[type];
  const check = (
    key: string,
    unit: string,
    given: number | undefined,
    value: number,
    range: VolumeTypeFacts['iops'],
  ) => {
    if (range === null) {
      if (given !== undefined) findings.add(at(key), `no \`${key}\` of ${type}${words}`, String(value));
      return;
    }
    const [least, most] = range;
    if (value < least || value > most)
      findings.add(
        at(key),
        `${unit} from ${least} to ${most} of ${type}${words}`,
        given === undefined ? 'nothing' : String(value),
      );
  };
  check(stated.sizeKey, 'GiB', stated.size, sizeGib, facts.gib);
  check('iops', 'IOPS', stated.iops, iops, facts.iops);
  check('throughput', 'MiB/s', stated.throughput, throughputMibps, facts.mibps);
}
