import { COMMITMENTS } from '../../catalog/commitments/commitments.ts';

/** Normalisation factors of instance sizes, in quarters so that all are whole: a small is 1, a nano a quarter (billing:S3). */
const QUARTERS: Readonly<Record<string, number>> = {
  nano: 1,
  micro: 2,
  small: 4,
  medium: 8,
  large: 16,
  xlarge: 32,
};
/** An 8xlarge counts as eight xlarge, and so on. */
const XLARGE = /^(\d+)xl(?:arge)?$/;

/** Bare metal that takes the factor of another size than its name says (EC2 user guide, apply_ri). */
const METAL: Readonly<Record<string, number>> = {
  a1: 4,
  z1d: 12,
  ...equal(16, 'c6g c6gd i3 m6g m6gd r6g r6gd x2gd'),
  ...equal(18, 'c5n'),
  ...equal(24, 'c5 c5d i3en m5 m5d m5dn m5n r5 r5b r5d r5dn r5n'),
  ...equal(32, 'c6i c6id m6i m6id r6i r6id'),
};

/** What an instance type counts in quarters of a small; `null`: no size of it is known. */
export function normalisationQuarters(type: string): number | null {
  const { family, size } = partsOf(type);
  if (size === 'metal') return Object.hasOwn(METAL, family) ? METAL[family]! * QUARTERS['xlarge']! : null;
  const xlarges = XLARGE.exec(size.replace(/^metal-/, ''))?.[1];
  if (xlarges !== undefined) return Number(xlarges) * QUARTERS['xlarge']!;
  return Object.hasOwn(QUARTERS, size) ? QUARTERS[size]! : null;
}

/** `m5` of `m5.large`. */
export function familyOfType(type: string): string {
  return partsOf(type).family;
}

/** Whether a regional Reserved Instance of this kind also covers other sizes of its family (billing:S3). */
export function isSizeFlexible(type: string, platform: string, tenancy: string): boolean {
  const { family } = partsOf(type);
  return (
    platform === 'Linux' &&
    tenancy === 'default' &&
    !COMMITMENTS.notSizeFlexibleFamilies.includes(family) &&
    normalisationQuarters(type) !== null
  );
}

/** What a Reserved Instance of a type counts in, and what its kind covers: the sizes of a family, or the type alone (billing:S3). */
export function reservedFactor(type: string, platform: string, tenancy: string): bigint {
  return isSizeFlexible(type, platform, tenancy) ? BigInt(normalisationQuarters(type)!) : 1n;
}

function partsOf(type: string): { readonly family: string; readonly size: string } {
  const [family = '', size = ''] = type.split('.', 2);
  return { family, size };
}

function equal(xlarges: number, families: string): Readonly<Record<string, number>> {
  return Object.fromEntries(families.split(' ').map((family) => [family, xlarges]));
}
