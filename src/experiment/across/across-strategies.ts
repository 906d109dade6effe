import type { PlacementStrategySpec } from '../../scenario/scenario.ts';
import { chainName, knownChains, OF_SERVICES, RANDOM } from '../race-chains.ts';
import type { Across } from './across-launch-types.ts';
import { Changes } from './changes.ts';
import { listIn, textIn } from './document.ts';
import { type Launched, launchedOf } from './launched.ts';

/**
 * The placement strategies of a race (`explain --strategies`) as settings of a scenario's document: every service and workload on
 * container instances takes the same. Before them the scenario as it is written, where that is none of them.
 */
export function acrossStrategies(document: unknown): Across {
  const placed = launchedOf(document).filter(
    ({ launchType, isDaemon }) => launchType !== 'FARGATE' && !isDaemon,
  );
  if (placed.length === 0) {
    const reasons = [
      'no service or workload runs on container instances, where a strategy would choose among them',
    ];
    return { alternatives: [], leftOut: [{ name: 'strategies', reasons }], assumptions: [] };
  }
  const own = new Set(placed.map((each) => JSON.stringify(chainOf(each))));
  const chains = knownChains().map(statedChain);
  const alternatives = chains.map(({ name, chain }) => {
    const changes = new Changes(document);
    const isWritten = own.size === 1 && own.has(JSON.stringify(chain));
    if (!isWritten) for (const { path } of placed) changes.set([...path, 'placementStrategy'], chain);
    return { name, settings: changes.settings, isWritten };
  });
  const written = alternatives.some(({ isWritten }) => isWritten)
    ? []
    : [{ name: 'as written', settings: [] }];
  return {
    alternatives: [...written, ...alternatives.map(({ name, settings }) => ({ name, settings }))],
    leftOut: [],
    assumptions: [],
  };
}

interface StatedStep {
  readonly type: string;
  readonly field?: string;
}

/** A chain as scenarios spell it. */
function statedChain(chain: readonly PlacementStrategySpec[]): {
  readonly name: string;
  readonly chain: readonly StatedStep[];
} {
  return { name: chainName(chain).replaceAll(', ', ' + '), chain: chain.map(statedStep) };
}

function statedStep({ type, field }: PlacementStrategySpec): StatedStep {
  if (field === '') return { type };
  return { type, field: field.startsWith('ecs.') ? `attribute:${field}` : field };
}

/** What places the tasks as the document is written; without a strategy what ECS does then (ecs: ). */
function chainOf({ value, kind }: Launched): readonly StatedStep[] {
  const stated = listIn(value, 'placementStrategy');
  if (stated.length === 0) return (kind === 'service' ? OF_SERVICES : RANDOM).map(statedStep);
  return stated.map((step) => {
    const field = textIn(step, 'field');
    const type = textIn(step, 'type') ?? '';
    return field === undefined ? { type } : { type, field: field === 'host' ? 'instanceId' : field };
  });
}
