import type { InstanceTypes } from '../../catalog/instance-types.ts';
import type { RegionPrices } from '../../catalog/region-prices.ts';
import type { Assumption } from '../compare/comparison.ts';
import type { Changes } from './changes.ts';
import type { UsedDefinition } from './definitions.ts';
import type { Launched } from './launched.ts';

/** What moves of tasks to other launch types are made from. */
export interface MoveParts {
  readonly document: unknown;
  readonly launched: readonly Launched[];
  readonly definitions: readonly UsedDefinition[];
  readonly types: InstanceTypes;
  readonly prices: RegionPrices;
  /** `--instance-type`. */
  readonly instanceType: string | null;
  /** Whether how many instances a fixed fleet has is searched for later, so that it need not be known. */
  readonly isSearched: boolean;
}

/** A move while it is made: its changes, why it cannot be made, and what it takes for granted. */
export interface Move {
  readonly changes: Changes;
  readonly refusals: string[];
  readonly assumptions: Assumption[];
}
