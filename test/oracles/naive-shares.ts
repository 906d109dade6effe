/** One registered target as the oracle sees it. */
export interface NaiveTarget {
  readonly zone: number;
  readonly isHealthy: boolean;
  readonly weight: number;
}

interface Threshold {
  readonly count: number;
  readonly percent: number | null;
}

interface NaiveRules {
  readonly crossZone: boolean;
  readonly failOpen: Threshold;
  readonly dnsFailover: Threshold;
}

/** How a load balancer shares requests out, said of one target at a time and with nothing kept in between. */
export function naiveShares(targets: readonly NaiveTarget[], rules: NaiveRules): number[] {
  return targets.map((target) => {
    const zones = [...new Set(targets.map(({ zone }) => (rules.crossZone ? 0 : zone)))];
    const inZone = (zone: number) => targets.filter((other) => rules.crossZone || other.zone === zone);
    const isShort = (zone: number, { count, percent }: Threshold) => {
      const healthy = inZone(zone).filter(({ isHealthy }) => isHealthy).length;
      const healthyPercent = (100 * healthy) / inZone(zone).length;
      return healthy < count || (percent !== null && healthyPercent < percent);
    };
    const named = zones.filter((zone) => !isShort(zone, rules.dnsFailover));
    const answered = named.length > 0 ? named : zones;
    const own = rules.crossZone ? 0 : target.zone;
    if (!answered.includes(own)) return 0;
    const healthy = inZone(own).filter(({ isHealthy }) => isHealthy);
    const used = healthy.length === 0 || isShort(own, rules.failOpen) ? inZone(own) : healthy;
    if (!used.includes(target)) return 0;
    const counts = used.some(({ weight }) => weight === 1);
    const weightOf = ({ weight }: NaiveTarget) => (counts ? weight : 1);
    const sum = used.map(weightOf).reduce((total, weight) => total + weight, 0);
    return weightOf(target) / sum / answered.length;
  });
}

/** The part of the requests that fail and their attempts, over every order of three different hosts (of fewer, all). */
export function naiveRetries(failing: readonly number[]): { failedShare: number; attempts: number } {
  const orders: number[][] = [];
  const extend = (order: readonly number[]) => {
    if (order.length === Math.min(3, failing.length)) orders.push([...order]);
    else for (const host of failing.keys()) if (!order.includes(host)) extend([...order, host]);
  };
  extend([]);
  let failed = 0;
  let attempts = 0;
  for (const order of orders) {
    let reaches = 1;
    for (const host of order) {
      attempts += reaches;
      reaches *= failing[host]!;
    }
    failed += reaches;
  }
  return { failedShare: failed / orders.length, attempts: attempts / orders.length };
}
