/** What the catalogue's data says of a region, beside the EC2 table. Prices are decimal strings of USD. */
export interface RegionFacts {
  readonly region: string;
  readonly regionName: string;
  /** What stands before a usage type on the bill: `EUW2-BoxUsage:m5.large`; EC2 has none in us-east-1. */
  readonly usagePrefix: { readonly ec2: string; readonly fargate: string };
  /** ISO dates. */
  readonly ec2AsOf: string;
  readonly ec2SpotAsOf: string;
  readonly fargateAsOf: string;
  /** `null`: no Fargate price is known for the region. */
  readonly fargate: FargatePrices | null;
}

/** Fargate on Linux. */
export interface FargatePrices {
  readonly X86_64: FargateRate;
  /** `null`: unknown, as is the storage price below. */
  readonly ARM64: FargateRate | null;
  /** One GB-hour above the free 20 GB. */
  readonly ephemeralGbHour: string | null;
  readonly ephemeralDerived: boolean;
}

/** One vCPU and one GB (2^30 bytes) of memory for an hour. */
export interface FargateRate {
  readonly vcpuHour: string;
  readonly gbHour: string;
  /** Worked out from another price by a rule instead of read from a price list (src/catalog/README.md). */
  readonly derived: boolean;
}

/** Prices of Fargate beside On-Demand on Linux. */
export interface FurtherFargatePrices {
  /** Beside vCPU and memory the licence of the operating system, a vCPU-hour. */
  readonly windows: (FargateRate & { readonly osVcpuHour: string }) | null;
  /** The newest snapshot of each architecture; `asOf` is `null` where its day is not known. */
  readonly spot: readonly FargateSpotSnapshot[];
  /** Compute Savings Plans; only us-east-1's are known. */
  readonly computeSavingsPlans: readonly FargateSavingsPlan[];
}

export interface FargateSpotSnapshot {
  readonly asOf: string | null;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly vcpuHour: string;
  readonly gbHour: string;
}

export interface FargateSavingsPlan extends FargateRate {
  readonly asOf: string;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly term: '1y' | '3y';
  readonly payment: 'NoUpfront' | 'PartialUpfront' | 'AllUpfront';
}

/** One region's module of data. */
export interface RegionModule {
  readonly facts: RegionFacts;
  readonly furtherFargate: FurtherFargatePrices;
  /** Lines of `TYPE PRICE`, and where it is known what Spot costs in percent of it. */
  readonly ec2: string;
}
