import type { placementStrategies } from '../../policies/placement/registry.ts';
import type { Comparison } from './recording-candidates.ts';

/** What the values of a strategy's comparison are. */
export interface Judgement {
  readonly by: string;
  /** The strategy works with their negatives, because to it more is better. */
  readonly negated?: true;
}

type Judge = (field: string, best: Comparison['best'], isLast: boolean) => Judgement;

/** What each strategy judges by; `field` is decoded, `isLast` says that it compares no more. */
const JUDGES: Readonly<Record<keyof typeof placementStrategies, Judge>> = {
  binpack: (field) => left(field === 'cpu' ? 'cpu' : 'memory'),
  bestFit: left,
  worstFit: left,
  spread: tasksOfGroup,
  random: () => ({ by: 'each as likely as the others' }),
  firstFit: () => ({ by: 'registered first' }),
  nextFit: (_field, best) =>
    best === 'true' ? { by: 'just opened' } : { by: 'the first from the instance of the last task on' },
  leastAllocated: () => ({ by: '% of CPU and memory left on average, with the task there' }),
  mostAllocated: () => ({ by: '% of CPU and memory taken on average, with the task there' }),
  balancedAllocation: () => ({ by: 'points for equal shares of CPU and memory, with the task there' }),
  topologySpread: (field, best) =>
    best === 'true'
      ? { by: `has the attribute ${field}` }
      : { by: 'tasks of the group around it, weighted', negated: true },
  swarmSpread: (_field, _best, isLast) => (isLast ? { by: 'tasks on the instance' } : tasksOfGroup('')),
  dominantResource: () => ({ by: 'largest share of anything left, with the task there', negated: true }),
  dotProduct: () => ({ by: 'dot product of what the task needs and what is free' }),
};

/** What a comparison of a strategy was about. */
export function judgementOf(
  strategy: string,
  field: string,
  { best }: Comparison,
  isLast: boolean,
): Judgement {
  return JUDGES[strategy as keyof typeof placementStrategies](field, best, isLast);
}

function left(field: string): Judgement {
  return { by: field === 'memory' ? 'MiB left' : 'CPU units left' };
}

function tasksOfGroup(field: string): Judgement {
  const isInstance = field === '' || field === 'instanceId' || field === 'host';
  return { by: isInstance ? 'tasks of the group on the instance' : `tasks of the group by ${field}` };
}
