import { familyOf } from '../../catalog/instance-types.ts';

/** Where a task runs, as far as its speed goes. */
export interface SpeedPlace {
  readonly launchType: 'EC2' | 'FARGATE' | 'EXTERNAL';
  readonly architecture: 'X86_64' | 'ARM64';
  /** `null`: on Fargate, or a machine that AWS does not rent. */
  readonly ec2InstanceType: string | null;
}

/**
 * Work that one vCPU does there, relative to one of an m5. What is said of the instance's family (`m7g`), or of
 * `fargate`, goes before what is said of the architecture (`arm64`, `x86_64`); 1 where nothing is said.
 */
export function speedOf(
  speed: Readonly<Record<string, number>>,
  { launchType, architecture, ec2InstanceType }: SpeedPlace,
): number {
  const family = ec2InstanceType === null ? null : familyOf(ec2InstanceType);
  const kind = launchType === 'FARGATE' ? 'fargate' : family;
  const ofKind = kind !== null && Object.hasOwn(speed, kind) ? speed[kind] : undefined;
  return ofKind ?? speed[architecture.toLowerCase()] ?? 1;
}
