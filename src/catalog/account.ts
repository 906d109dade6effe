/** The account that everything simulated belongs to; AWS gives nobody this number. */
export const SIMULATED_ACCOUNT = '000000000000';

/** `arn:aws:SERVICE:REGION:ACCOUNT:`, to be followed by a kind and a name. */
export function arnBeginningOf(service: string, region: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:${service}:${region}:${SIMULATED_ACCOUNT}:`;
}
