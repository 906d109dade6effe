import { assert } from '../../kernel/assert.ts';
import { type Counting, GB, HOURS } from './meter.ts';

/** Parts that a capacity unit for an hour is counted in: with them every dimension counts in whole numbers (billing:N2, N3). */
export const LCU_PARTS = 1_080_000_000_000n;

const UNITS: Counting = { perUnit: LCU_PARTS, byMonth: false };

/** Load balancers: whole hours of the clock, and capacity units, not rounded up (billing:N1). */
export const LOAD_BALANCER_METERS = {
  'alb.hour': HOURS,
  'alb.lcuHour': UNITS,
  'alb.trustStoreHour': HOURS,
  'nlb.hour': HOURS,
  'nlb.lcuHour': UNITS,
  'gwlb.hour': HOURS,
  'gwlb.lcuHour': UNITS,
  'clb.hour': HOURS,
  'clb.gb': GB,
} satisfies Record<string, Counting>;

/** What one capacity unit holds of what every kind of load balancer counts; GB are decimal here (billing:N4). */
export interface CapacityUnit {
  readonly newConnectionsPerSecond: number;
  readonly activeConnectionsPerMinute: number;
  readonly gbPerHour: number;
}

/** What one holds of an Application Load Balancer (billing:N2). */
export interface AlbCapacityUnit extends CapacityUnit {
  readonly activeConnectionsPerMinuteMutualTls: number;
  readonly gbPerHourLambda: number;
  readonly ruleEvaluationsPerSecond: number;
  /** Rules that are evaluated for nothing. */
  readonly freeRules: number;
}

/** What a load balancer did in an hour of the clock, in whole numbers; of a Network Load Balancer for one protocol. */
export interface BalancerHour {
  readonly newConnections: bigint;
  /** Connections times the milliseconds that they were active. */
  readonly activeConnectionMs: bigint;
  readonly bytes: bigint;
}

/** The same of an Application Load Balancer. */
export interface AlbHour extends BalancerHour {
  readonly mutualTls: boolean;
  /** Of the bytes those from and to Lambda functions. */
  readonly lambdaBytes: bigint;
  readonly ruleEvaluations: bigint;
}

export type NlbDimension = 'newConnections' | 'activeConnections' | 'processedBytes';
export type AlbDimension = NlbDimension | 'ruleEvaluations';

/** Rule evaluations of so many requests: those of all rules but the free ones (billing:N2). */
export function ruleEvaluations(requests: bigint, rules: number, { freeRules }: AlbCapacityUnit): bigint {
  return requests * BigInt(Math.max(0, rules - freeRules));
}

/** Each dimension of an hour in parts of a capacity unit, exact (billing:N2). */
export function albDimensions(hour: AlbHour, unit: AlbCapacityUnit): Readonly<Record<AlbDimension, bigint>> {
  const active = hour.mutualTls ? unit.activeConnectionsPerMinuteMutualTls : unit.activeConnectionsPerMinute;
  return {
    newConnections: hour.newConnections * partsOf(unit.newConnectionsPerSecond * HOUR_SECONDS),
    activeConnections: hour.activeConnectionMs * partsOf(active * HOUR_MS),
    processedBytes:
      (hour.bytes - hour.lambdaBytes) * partsOf(unit.gbPerHour * GB_BYTES) +
      hour.lambdaBytes * partsOf(unit.gbPerHourLambda * GB_BYTES),
    ruleEvaluations: hour.ruleEvaluations * partsOf(unit.ruleEvaluationsPerSecond * HOUR_SECONDS),
  };
}

/** The same of a Network Load Balancer, whose unit is its protocol's (billing:N3), and of a Gateway Load Balancer. */
export function nlbDimensions(
  hour: BalancerHour,
  unit: CapacityUnit,
): Readonly<Record<NlbDimension, bigint>> {
  return {
    newConnections: hour.newConnections * partsOf(unit.newConnectionsPerSecond * HOUR_SECONDS),
    activeConnections: hour.activeConnectionMs * partsOf(unit.activeConnectionsPerMinute * HOUR_MS),
    processedBytes: hour.bytes * partsOf(unit.gbPerHour * GB_BYTES),
  };
}

/** The dimension that an hour is billed by, and its parts: the highest, of equal ones the first (billing:N1). */
export function highestDimension<Name extends string>(
  dimensions: Readonly<Record<Name, bigint>>,
): { readonly dimension: Name; readonly parts: bigint } {
  const [first, ...others] = Object.entries(dimensions) as [Name, bigint][];
  const [dimension, parts] = others.reduce((highest, one) => (one[1] > highest[1] ? one : highest), first!);
  return { dimension, parts };
}

const HOUR_SECONDS = 3600;
const HOUR_MS = 3_600_000;
/** Decimal (billing:N4). */
const GB_BYTES = 1e9;

/** What one of `inOneUnit` counts. */
function partsOf(inOneUnit: number): bigint {
  const divisor = BigInt(Math.round(inOneUnit));
  assert(
    divisor > 0n && LCU_PARTS % divisor === 0n,
    `${inOneUnit} in a capacity unit count in whole parts of it`,
  );
  return LCU_PARTS / divisor;
}
