import type { InstanceTypes } from '../../catalog/instance-types.ts';
import type { RegionPrices } from '../../catalog/region-prices.ts';
import type { Assumption } from '../compare/comparison.ts';
import { assumptionsOfAll } from './deciding-assumptions.ts';
import { usedDefinitions } from './definitions.ts';
import { launchedOf } from './launched.ts';
import type { Move, MoveParts } from './move.ts';
import { keepServiceAssertions } from './service-assertions.ts';
import { toFargate } from './to-fargate.ts';
import { toInstances } from './to-instances.ts';

/** A way of running a scenario: its name, and the settings (`PATH=VALUE`) that make the scenario so. */
export interface AcrossAlternative {
  readonly name: string;
  readonly settings: readonly string[];
}

/** Ready-made alternatives of a scenario. */
export interface Across {
  readonly alternatives: readonly AcrossAlternative[];
  /** Those that this scenario cannot have, and why: a sentence each. */
  readonly leftOut: readonly { readonly name: string; readonly reasons: readonly string[] }[];
  readonly assumptions: readonly Assumption[];
}

/** What the catalogue says, and what the user asks for. */
export interface AcrossOptions {
  readonly types: InstanceTypes;
  readonly prices: RegionPrices;
  /** Of container instances, instead of that of the scenario or the cheapest. */
  readonly instanceType?: string | undefined;
  /** Names of those that are wanted; empty or left out: all. */
  readonly only?: readonly string[] | undefined;
  /** Whether capacity is searched for afterwards (`--equal-service`). */
  readonly equalService?: boolean | undefined;
}

/** In the order in which they are compared: what is equal to, first. */
const KINDS: readonly (readonly [name: string, move: (parts: MoveParts) => Move])[] = [
  ['fargate', (parts) => toFargate(parts, { provider: 'FARGATE', architecture: 'X86_64' })],
  ['fargate-spot', (parts) => toFargate(parts, { provider: 'FARGATE_SPOT', architecture: 'X86_64' })],
  ['fargate-arm', (parts) => toFargate(parts, { provider: 'FARGATE', architecture: 'ARM64' })],
  ['ec2-ideal', (parts) => toInstances(parts, { fleet: 'ideal', architecture: 'X86_64' })],
  ['ec2-managed', (parts) => toInstances(parts, { fleet: 'managed', architecture: 'X86_64' })],
  ['ec2-managed-arm', (parts) => toInstances(parts, { fleet: 'managed', architecture: 'ARM64' })],
  ['ec2-fixed', (parts) => toInstances(parts, { fleet: 'fixed', architecture: 'X86_64' })],
];

/** Their names, in order. */
export const LAUNCH_TYPES: readonly string[] = KINDS.map(([name]) => name);

/**
 * The launch types that a scenario could run on, as settings of its document (plain values, wrappers dealt with). All its services
 * and workloads move; what cannot be moved leaves the alternative out, with the reason.
 */
export function acrossLaunchTypes(document: unknown, options: AcrossOptions): Across {
  const launched = launchedOf(document);
  const definitions = usedDefinitions(document, launched);
  const { types, prices, instanceType = null, only = [], equalService: isSearched = false } = options;
  const parts: MoveParts = { document, launched, definitions, types, prices, instanceType, isSearched };
  const nothing = launched.length === 0 ? ['the scenario has neither a service nor a workload'] : [];
  const wanted = KINDS.filter(([name]) => only.length === 0 || only.includes(name));
  const moves = wanted.map(([name, make]) => {
    const move = make(parts);
    keepServiceAssertions(move);
    return { name, ...move, reasons: [...nothing, ...new Set(move.refusals)] };
  });
  const possible = moves.filter(({ reasons }) => reasons.length === 0);
  return {
    alternatives: possible.map(({ name, changes }) => ({ name, settings: changes.settings })),
    leftOut: moves.flatMap(({ name, reasons }) => (reasons.length === 0 ? [] : [{ name, reasons }])),
    assumptions: eachOnce([
      ...possible.flatMap(({ assumptions }) => assumptions),
      ...assumptionsOfAll(
        document,
        possible.map(({ name }) => name),
      ),
    ]),
  };
}

function eachOnce(assumptions: readonly Assumption[]): Assumption[] {
  return [...new Map(assumptions.map((each) => [JSON.stringify(each), each])).values()];
}
