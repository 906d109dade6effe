import fc from 'fast-check';
import {
  ON_DEMAND_STRATEGIES,
  type OnDemandAllocationStrategy,
  SPOT_STRATEGIES,
  type SpotAllocationStrategy,
} from '../../src/policies/fleet/allocation/strategies.ts';
import type { GroupConfiguration } from '../../src/scenario/group-spec.ts';
import type { ContainerInstanceSpec } from '../../src/scenario/scenario.ts';

const namesOf = <Name extends string>(registry: Readonly<Record<Name, unknown>>) =>
  fc.constantFrom(...(Object.keys(registry) as Name[]));

/** A mixed instances policy of up to three types: parts of the size of the group's own, On-Demand and as Spot. */
export interface MixedParts {
  readonly types: readonly { readonly part: number; readonly weight: number; readonly price: number }[];
  readonly onDemandBaseCapacity: number;
  readonly onDemandPercentageAboveBaseCapacity: number;
  readonly onDemandAllocationStrategy: OnDemandAllocationStrategy;
  readonly spotAllocationStrategy: SpotAllocationStrategy;
  readonly spotInstancePools: number;
}

export const mixedParts: fc.Arbitrary<MixedParts> = fc.record({
  types: fc.array(
    fc.record({
      part: fc.constantFrom(1, 1, 0.5),
      weight: fc.integer({ min: 1, max: 4 }),
      price: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  onDemandBaseCapacity: fc.nat(3),
  onDemandPercentageAboveBaseCapacity: fc.constantFrom(0, 25, 50, 100),
  onDemandAllocationStrategy: namesOf<OnDemandAllocationStrategy>(ON_DEMAND_STRATEGIES),
  spotAllocationStrategy: namesOf<SpotAllocationStrategy>(SPOT_STRATEGIES),
  spotInstancePools: fc.integer({ min: 1, max: 3 }),
});

/** What a group with these instances launches by the policy; `hasWeights`: whether types count for more than one. */
export function mixedConfiguration(
  instances: ContainerInstanceSpec,
  { types, ...distribution }: MixedParts,
  hasWeights: boolean,
): GroupConfiguration {
  const kinds = [false, true].flatMap((isSpot) =>
    types.map((type, priority) => ({ ...type, isSpot, priority, weight: hasWeights ? type.weight : 1 })),
  );
  return {
    options: kinds.map(({ part, weight, price, isSpot, priority }) => {
      const { registered } = instances;
      const cpu = Math.floor(registered.cpu * part);
      return {
        weight,
        instances: {
          ...instances,
          countedAs: `${instances.name}.${priority}`,
          registered: { ...registered, cpu },
          hourlyPrice: `0.${price * (isSpot ? 1 : 10)}`,
          spot: isSpot ? { onDemandPrice: `0.${price * 10}` } : null,
        },
      };
    }),
    mixed: {
      distribution,
      pools: kinds.map(({ weight, price, isSpot, priority }) => ({
        weight,
        price: isSpot ? price : 10 * price,
        onDemandPrice: 10 * price,
        priority,
        depth: 1,
        isSpot,
      })),
    },
  };
}
