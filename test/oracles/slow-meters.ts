/**
 * The slow, obvious meters: second by second, part by part, in fractions of a nano-USD that are rounded once at the end of a
 * line. They import nothing from what they check.
 */

/** `n / d`, not reduced. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

export const NOTHING: Ratio = { n: 0n, d: 1n };

export function plus(a: Ratio, n: bigint, d: bigint): Ratio {
  return a.d === d ? { n: a.n + n, d } : { n: a.n * d + n * a.d, d: a.d * d };
}

/** Half goes up; nothing here is below 0. */
export function nearest({ n, d }: Ratio): bigint {
  return (2n * n + d) / (2n * d);
}

/** Rates are 1e-10 USD: ten of them are a nano-USD. */
export function priced(parts: bigint, rate: bigint, perUnit: bigint): bigint {
  return nearest({ n: parts * rate, d: 10n * perUnit });
}

export interface SlowTier {
  readonly from: bigint;
  readonly rate: bigint;
}

/** Part by part: each costs what the step costs that the sum so far has reached, once the free ones are used up. */
export function slowTiers(
  parts: number,
  partsInUnit: bigint,
  tiers: readonly SlowTier[],
  freeUnits: bigint,
): bigint {
  const inTier = tiers.map(() => 0n);
  let free = freeUnits * partsInUnit;
  let sum = 0n;
  for (let part = 0; part < parts; part++) {
    if (free > 0n) {
      free--;
      continue;
    }
    let tier = 0;
    while (tier + 1 < tiers.length && sum >= tiers[tier + 1]!.from * partsInUnit) tier++;
    inTier[tier]! += 1n;
    sum++;
  }
  return tiers.reduce((total, { rate }, tier) => total + priced(inTier[tier]!, rate, partsInUnit), 0n);
}

/** Seconds, one after the other, that something is billed for which lasted so many milliseconds. */
export function* billedSeconds(ms: number, minimum: number): Generator<number> {
  for (let second = 0; second < minimum || second * 1000 < ms; second++) yield second;
}

export interface SlowVolume {
  readonly type: string;
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
  readonly ms: number;
}

/** Counted by meter, in the seconds of a month. */
export function slowVolumes(volumes: readonly SlowVolume[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  const count = (meter: string, amount: number) => {
    if (amount > 0) sums.set(meter, (sums.get(meter) ?? 0n) + BigInt(amount));
  };
  for (const { type, sizeGib, iops, throughputMibps, ms } of volumes) {
    for (const _second of billedSeconds(ms, 60)) {
      count(`ebs.${type}.gbMonth`, sizeGib);
      if (type === 'gp3' && iops > 3000) count('ebs.gp3.iopsMonth', iops - 3000);
      if (type === 'gp3' && throughputMibps > 125) count('ebs.gp3.mibpsMonth', throughputMibps - 125);
      if (type === 'io1') count('ebs.io1.iopsMonth', iops);
      if (type !== 'io2') continue;
      const [upTo32, upTo64] = [Math.min(iops, 32_000), Math.min(iops, 64_000)];
      count('ebs.io2.iopsMonth', upTo32);
      count('ebs.io2.iopsMonthTier2', upTo64 - upTo32);
      count('ebs.io2.iopsMonthTier3', iops - upTo64);
    }
  }
  return sums;
}

export interface SlowSecond {
  readonly newConnections: number;
  readonly active: number;
  readonly bytes: number;
  readonly lambdaBytes: number;
  readonly requests: number;
}

/** Capacity units of an hour of which seconds are given and the others are idle: averages, and the highest of them. */
export function slowAlbUnits(
  seconds: readonly SlowSecond[],
  rules: number,
  mutualTls: boolean,
): { readonly units: Ratio } {
  let [newConnections, active, gb, evaluations] = [0n, 0n, NOTHING, 0n];
  for (const second of seconds) {
    newConnections += BigInt(second.newConnections);
    active += BigInt(second.active);
    gb = plus(gb, BigInt(second.bytes), 10n ** 9n);
    // 0.4 GB of Lambda are as many as 1 GB.
    gb = plus(gb, BigInt(second.lambdaBytes), 4n * 10n ** 8n);
    if (rules > 10) evaluations += BigInt(second.requests) * BigInt(rules - 10);
  }
  const dimensions: Ratio[] = [
    { n: newConnections, d: 3600n * 25n },
    { n: active, d: 3600n * (mutualTls ? 1500n : 3000n) },
    gb,
    { n: evaluations, d: 3600n * 1000n },
  ];
  let units = NOTHING;
  for (const dimension of dimensions) if (dimension.n * units.d > units.n * dimension.d) units = dimension;
  return { units };
}

/** The same of a Network Load Balancer: what fills a unit each second, on average. */
export function slowNlbUnits(
  seconds: readonly SlowSecond[],
  protocol: 'TCP' | 'UDP' | 'TLS',
): { readonly units: Ratio } {
  const [newInUnit, activeInUnit] = { TCP: [800n, 100_000n], UDP: [400n, 50_000n], TLS: [50n, 3000n] }[
    protocol
  ] as [bigint, bigint];
  let [newFlows, active, bytes] = [0n, 0n, 0n];
  for (const second of seconds) {
    newFlows += BigInt(second.newConnections);
    active += BigInt(second.active);
    bytes += BigInt(second.bytes);
  }
  let units: Ratio = { n: newFlows, d: newInUnit * 3600n };
  for (const other of [
    { n: active, d: activeInUnit * 3600n },
    { n: bytes, d: 10n ** 9n },
  ])
    if (other.n * units.d > units.n * other.d) units = other;
  return { units };
}

/** Surplus of an unlimited T instance, in thousandths of a vCPU times seconds (user guide, unlimited mode). */
export function slowSurplus(
  usedBySecond: readonly number[],
  baseline: number,
): { readonly earned: bigint; readonly owed: bigint; readonly charged: bigint } {
  const most = BigInt(baseline) * 86_400n;
  let [earned, owed, charged] = [0n, 0n, 0n];
  for (const used of usedBySecond) {
    let net = BigInt(baseline) - BigInt(used);
    while (net !== 0n) {
      if (net > 0n && owed > 0n) {
        const paid = net < owed ? net : owed;
        owed -= paid;
        net -= paid;
      } else if (net > 0n) {
        earned = earned + net < most ? earned + net : most;
        net = 0n;
      } else if (earned > 0n) {
        const spent = -net < earned ? -net : earned;
        earned -= spent;
        net += spent;
      } else {
        owed -= net;
        net = 0n;
      }
    }
    if (owed > most) {
      charged += owed - most;
      owed = most;
    }
  }
  return { earned, owed, charged };
}

/** Traces of so many requests in each second: those of the reservoir first, and so many percent of the others. */
export function slowTraces(bySecond: readonly number[], reservoir: number, percent: number): number {
  let hundredths = 0;
  for (const requests of bySecond) {
    const first = Math.min(requests, reservoir);
    hundredths += 100 * first + percent * (requests - first);
  }
  return Math.floor(hundredths / 100);
}

/** What requests that are told one after the other ask for, so much each: whole ones, the rest of an hour in the next. */
export function slowCalls(told: readonly number[], each: number): number {
  let sum = 0;
  for (const requests of told) sum += requests * each;
  return Math.floor(sum + 1e-6);
}

/** Bytes that lie in each of the hours, where each brings so many at its end and lets go what is older; times hours. */
export function slowStorage(byHour: readonly number[], retentionHours: number | null): bigint {
  let byteHours = 0n;
  for (const [brought, bytes] of byHour.entries())
    for (let hour = brought + 1; hour < byHour.length; hour++)
      if (retentionHours === null || hour - brought <= retentionHours) byteHours += BigInt(bytes);
  return byteHours;
}
