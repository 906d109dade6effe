/** How a mixed group parts its capacity between On-Demand and Spot. Counts are units of capacity: instances, where types have no weights. */
export interface PurchaseDistribution {
  readonly onDemandBaseCapacity: number;
  /** Percent of what is above the base. */
  readonly onDemandPercentageAboveBaseCapacity: number;
}

/** On-Demand and Spot of a whole group, units. */
export interface PurchaseSplit {
  readonly onDemandBase: number;
  readonly onDemandAboveBase: number;
  readonly spot: number;
}

/** The base first, then the percentage of the rest; a fraction goes to On-Demand, and what is left to Spot (scaling: ). */
export function splitPurchases(total: number, distribution: PurchaseDistribution): PurchaseSplit {
  const onDemandBase = Math.min(total, distribution.onDemandBaseCapacity);
  const onDemandAboveBase = Math.ceil(onDemandShare(total, distribution));
  return { onDemandBase, onDemandAboveBase, spot: total - onDemandBase - onDemandAboveBase };
}

/** The percentage of what is above the base, before it is rounded up. */
export function onDemandShare(total: number, distribution: PurchaseDistribution): number {
  const { onDemandBaseCapacity, onDemandPercentageAboveBaseCapacity } = distribution;
  return (onDemandPercentageAboveBaseCapacity * Math.max(0, total - onDemandBaseCapacity)) / 100;
}

/** Units that a group has of either purchase option. */
export interface PurchasedUnits {
  readonly onDemand: number;
  readonly spot: number;
}

/** What a group below its desired capacity launches next: On-Demand until it has its part of all that is desired. */
export function launchesOnDemand(
  units: PurchasedUnits,
  desired: number,
  distribution: PurchaseDistribution,
): boolean {
  return units.onDemand < onDemandOf(desired, distribution);
}

/**
 * Which purchase option is out of proportion when one unit goes: On-Demand, if there is more of it than a group that much smaller
 * has; else Spot (scaling: ).
 */
export function terminatesOnDemand(units: PurchasedUnits, distribution: PurchaseDistribution): boolean {
  return units.onDemand > onDemandOf(units.onDemand + units.spot - 1, distribution);
}

function onDemandOf(total: number, distribution: PurchaseDistribution): number {
  const { onDemandBase, onDemandAboveBase } = splitPurchases(total, distribution);
  return onDemandBase + onDemandAboveBase;
}
