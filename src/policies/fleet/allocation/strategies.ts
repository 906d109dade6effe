import { type Pool, pricePerUnit } from './pool.ts';

/** How a group chooses among the pools of one purchase option (scaling: ). */
export interface AllocationStrategy {
  /** The pool with the lowest comes first, by the first number that differs. */
  readonly rank: (pool: Pool) => readonly number[];
  /** Whether a pool can be used at all. */
  readonly takes: (pool: Pool) => boolean;
  /** Over how many of the first pools capacity is spread evenly. */
  readonly pools: 'one' | 'spotInstancePools' | 'all';
  /** Whether a scale-in brings the rest of the group closer to it. */
  readonly aligns: boolean;
}

const any = () => true;

/** `lowest-price` of On-Demand is not looked at when instances go, AWS's page on mixed instances groups says. */
export const ON_DEMAND_STRATEGIES = {
  prioritized: { rank: ({ priority }) => [priority], takes: any, pools: 'one', aligns: true },
  'lowest-price': { rank: (pool) => [pricePerUnit(pool)], takes: any, pools: 'one', aligns: false },
} satisfies Readonly<Record<string, AllocationStrategy>>;

export const SPOT_STRATEGIES = {
  'price-capacity-optimized': {
    rank: (pool) => [-pool.depth, pricePerUnit(pool)],
    takes: any,
    pools: 'one',
    aligns: true,
  },
  'capacity-optimized': { rank: ({ depth }) => [-depth], takes: any, pools: 'one', aligns: true },
  'capacity-optimized-prioritized': {
    rank: ({ depth, priority }) => [-depth, priority],
    takes: any,
    pools: 'one',
    aligns: true,
  },
  'lowest-price': {
    rank: (pool) => [pricePerUnit(pool)],
    takes: any,
    pools: 'spotInstancePools',
    aligns: true,
  },
} satisfies Readonly<Record<string, AllocationStrategy>>;

/** Of EC2 Fleet only: evenly over all pools that cost less than On-Demand. */
export const DIVERSIFIED: AllocationStrategy = {
  rank: (pool) => [pricePerUnit(pool)],
  takes: ({ price, onDemandPrice }) => price < onDemandPrice,
  pools: 'all',
  aligns: true,
};

export type OnDemandAllocationStrategy = keyof typeof ON_DEMAND_STRATEGIES;
export type SpotAllocationStrategy = keyof typeof SPOT_STRATEGIES;
