/** What the catalogue's data says of a region, beside the EC2 table. Prices are decimal strings of USD. */
export interface RegionFacts {
  readonly region: string;
  readonly regionName: string;
  /** What stands before a usage type on the bill. */
  readonly usagePrefix: { readonly ec2: string; readonly fargate: string };
  /** ISO dates. */
  readonly ec2AsOf: string;
  readonly fargateAsOf: string;
  /** `null`: no Fargate price is known for the region. */
  readonly fargate: FargatePrices | null;
}

export interface FargatePrices {
  readonly X86_64: FargateRate;
  /** `null`: unknown, as is the storage price below. */
  readonly ARM64: FargateRate | null;
  /** One GB-hour above the free 20 GB. */
  readonly ephemeralGbHour: string | null;
  readonly ephemeralDerived: boolean;
}

export interface FargateRate {
  readonly vcpuHour: string;
  readonly gbHour: string;
  /** Worked out from another price by a rule instead of read from a price list (src/catalog/README.md). */
  readonly derived: boolean;
}

/** One region's module of data. */
export interface RegionModule {
  readonly facts: RegionFacts;
  /** Lines of `TYPE PRICE`. */
  readonly ec2: string;
}
