import type { RegionPrices } from '../../catalog/region-prices.ts';
import type { LoadContext } from '../context.ts';
import { isWindows } from '../operations/os-family.ts';
import { describeValue } from '../reading/problem.ts';
import type { Place } from './place.ts';
import { warnOfBuiltIn } from './warn-of-built-in.ts';

/** `null`: the catalogue's On-Demand price, which there must be. */
export function resolveHourlyPrice(
  {
    ec2InstanceType,
    hourlyPrice,
  }: { ec2InstanceType?: string | undefined; hourlyPrice?: string | undefined },
  osFamily: string,
  place: Place,
  context: LoadContext,
): string | null {
  const { prices, region, findings } = context;
  if (hourlyPrice !== undefined) return hourlyPrice;
  if (ec2InstanceType === undefined) return '0';
  const windows = isWindows(osFamily);
  const what = windows ? `${ec2InstanceType} with Windows` : ec2InstanceType;
  if (prices === null || listPrice(prices, ec2InstanceType, osFamily) !== undefined) {
    warnOfBuiltIn(`ec2.${windows ? 'windows' : 'linux'}:${ec2InstanceType}`, what, context);
    return null;
  }
  const kind = windows
    ? 'an instance type with a price with Windows'
    : 'an instance type with an On-Demand price';
  findings.addOnce(
    `price of ${what}`,
    place.at('ec2InstanceType'),
    `${kind} in ${region}${place.words}`,
    describeValue(ec2InstanceType),
    () => 'Give it an `hourlyPrice`, or bring its price in with `ecsim prices import`.',
  );
  return null;
}

/** An hour On-Demand, with Windows its licence included (billing:E5); `undefined`: it is not known. */
export function listPrice({ ec2 }: RegionPrices, type: string, osFamily: string): string | undefined {
  return isWindows(osFamily) ? ec2.windowsHourlyPrice(type) : ec2.hourlyPrice(type);
}
