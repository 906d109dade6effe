import type { Far } from './remote-traffic.ts';

/** ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY, as a task definition names an image in ECR. */
const ECR = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//;

/**
 * Where the bytes of an image come from: its layers lie in S3 when it is in ECR of the region, in another region's when it is in that
 * one's; any other registry is on the internet. A name without a host is Docker Hub's.
 */
export function imageSource(image: string, region: string): Far {
  const where = ECR.exec(image)?.[1];
  if (where === undefined) return { kind: 'internet' };
  return where === region ? { kind: 'service', service: 's3' } : { kind: 'region', region: where };
}
