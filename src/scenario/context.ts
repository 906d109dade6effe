import type { InstanceTypes } from '../catalog/instance-types.ts';
import type { RegionPrices } from '../catalog/region-prices.ts';
import type { Findings } from './findings.ts';
import type { ScenarioFiles } from './scenario-files.ts';

/** What the sections of one scenario share while it is loaded. */
export interface LoadContext {
  readonly findings: Findings;
  readonly files: ScenarioFiles;
  readonly types: InstanceTypes;
  /** `null` when the region is wrong, which is a problem already. */
  readonly prices: RegionPrices | null;
  readonly region: string;
}
