import type { InstanceTypes } from '../catalog/instance-types.ts';
import type { Findings } from './findings.ts';
import type { ScenarioFiles } from './scenario-files.ts';
import type { ScenarioPrices } from './sections/scenario-prices.ts';

/** What the sections of one scenario share while it is loaded. */
export interface LoadContext {
  readonly findings: Findings;
  readonly files: ScenarioFiles;
  readonly types: InstanceTypes;
  /** `null` when the region is wrong, which is a problem already. */
  readonly prices: ScenarioPrices | null;
  readonly region: string;
}
