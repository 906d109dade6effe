import { creditsPerHour } from './data/burstable-types.ts';
import { familyOf } from './instance-types.ts';

/** What AWS publishes of the CPU credits of a burstable instance type (EC2 user guide). */
export interface BurstableType {
  /** Minutes of one vCPU at 100 %. */
  readonly creditsPerHour: number;
  /** What it uses in the long run without spending more than it earns: vCPU of all its vCPUs together. */
  readonly baselineVcpu: number;
  /** Credits that it can keep: those of 24 hours. */
  readonly mostCredits: number;
  /** What `cpuCredits` is when nothing is said. */
  readonly defaultMode: 'standard' | 'unlimited';
  /** Given to a standard instance at its start, for each vCPU. */
  readonly launchCreditsPerVcpu: number;
}

/** The credits of a type; `null` when it is not burstable. */
export function burstableType(ec2InstanceType: string): BurstableType | null {
  if (!Object.hasOwn(creditsPerHour, ec2InstanceType)) return null;
  const credits = creditsPerHour[ec2InstanceType]!;
  const isT2 = familyOf(ec2InstanceType) === 't2';
  return {
    creditsPerHour: credits,
    baselineVcpu: credits / 60,
    mostCredits: credits * 24,
    defaultMode: isT2 ? 'standard' : 'unlimited',
    launchCreditsPerVcpu: isT2 ? 30 : 0,
  };
}
