/** ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY, as a task definition names an image in ECR. */
const ECR = /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\//;

/**
 * Where the bytes of an image come from: its layers lie in S3 when it is in ECR of the region; `null`: any other registry, which
 * the internet leads to. A name without a host is Docker Hub's.
 */
export function imageSource(image: string, region: string): 's3' | null {
  return ECR.exec(image)?.[1] === region ? 's3' : null;
}
