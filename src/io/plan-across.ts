import { type InstanceTypes, loadInstanceTypes } from '../catalog/instance-types.ts';
import { type Across, acrossLaunchTypes, LAUNCH_TYPES } from '../experiment/across/across-launch-types.ts';
import { acrossStrategies } from '../experiment/across/across-strategies.ts';
import type { Assumption } from '../experiment/compare/comparison.ts';
import type { Alternative } from '../experiment/compare/plan/alternative.ts';
import { nearestName } from '../scenario/reading/problem.ts';
import { applySettings } from '../scenario/reading/settings.ts';
import { RunMaker } from './executor/run-maker.ts';
import { loadSource, type ScenarioSource } from './executor/scenario-source.ts';
import { readSourceDocument } from './source-document.ts';
import { UsageError } from './usage-error.ts';

/** What `--across` goes through. */
export type AcrossWhat = 'launch-types' | 'strategies';

/** Ready-made alternatives of one scenario, and what they take for granted. */
export interface AcrossPlan {
  readonly alternatives: readonly Alternative[];
  readonly assumptions: readonly Assumption[];
}

/** What `--across` takes beside its scenario. */
export interface PlanAcrossOptions {
  /** Names of those that are wanted; empty or left out: all. */
  readonly only?: readonly string[] | undefined;
  readonly instanceType?: string | undefined;
  readonly equalService: boolean;
}

/**
 * The alternatives of `--across` of a scenario as it is with each of the `variants`, the first scenario of an executor. Those that
 * the scenario cannot have are named among the assumptions. Throws ScenarioError, and UsageError when fewer than two are left.
 */
export async function planAcross(
  source: ScenarioSource,
  what: AcrossWhat,
  variants: readonly Alternative[],
  { only = [], ...options }: PlanAcrossOptions,
): Promise<AcrossPlan> {
  // What is wrong with the scenario itself is said of itself.
  const { prices } = await loadSource(source);
  const types = await loadInstanceTypes();
  refuseUnknownType(options.instanceType, types);
  const document = readSourceDocument(source);
  const maker = new RunMaker([source]);
  const alternatives: Alternative[] = [];
  const assumptions = new Map<string, Assumption>();
  const missing: Across['leftOut'][number][] = [];
  const add = (assumption: Assumption) => assumptions.set(JSON.stringify(assumption), assumption);
  for (const variant of variants) {
    const varied = applySettings(document, variant.settings).value;
    const across: Across =
      what === 'strategies'
        ? acrossStrategies(varied)
        : acrossLaunchTypes(varied, { types, prices, only, ...options });
    const named = (name: string) => [name, variant.name].filter((part) => part !== '').join(' ');
    const all = what === 'strategies' ? across.alternatives.map(({ name }) => name) : LAUNCH_TYPES;
    const unknown = only.find((name) => !all.includes(name));
    if (unknown !== undefined)
      throw new UsageError(`--only: expected some of ${all.join(', ')}, received "${unknown}".`);
    const isAsked = ({ name }: { readonly name: string }) => only.length === 0 || only.includes(name);
    missing.push(
      ...across.leftOut.filter(isAsked).map(({ name, reasons }) => ({ name: named(name), reasons })),
    );
    for (const { name, settings } of across.alternatives.filter(isAsked)) {
      const alternative: Alternative = {
        name: named(name),
        scenario: 0,
        settings: [...variant.settings, ...settings],
        ...(what === 'strategies' ? { packing: true } : {}),
      };
      const reasons = await whyNot(maker, alternative);
      if (reasons === null) alternatives.push(alternative);
      else missing.push({ name: alternative.name, reasons });
    }
    for (const assumption of across.assumptions) add(assumption);
  }
  const left = leftOut(missing);
  if (alternatives.length < 2) throw new UsageError(tooFew(what, alternatives.length, left));
  return { alternatives, assumptions: [...left, ...assumptions.values()] };
}

/** What was asked for is not left out in silence. */
function refuseUnknownType(name: string | undefined, types: InstanceTypes): void {
  if (name === undefined || types.find(name) !== undefined) return;
  const nearest = nearestName(name, types.names);
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`;
  throw new UsageError(
    `--instance-type: expected an EC2 instance type of the catalogue, received "${name}".${hint}`,
  );
}

/** Those that the scenario cannot have, together where the reasons are the same. */
function leftOut(missing: Across['leftOut']): Assumption[] {
  const names = new Map<string, string[]>();
  for (const { name, reasons } of missing) {
    const note = `${reasons.join('; ')}.`;
    names.set(note, [...(names.get(note) ?? []), name]);
  }
  return [...names].map(([note, of]) => ({ name: 'left out', value: of.join(', '), note }));
}

/** Why the alternative cannot be loaded; `null`: it can. */
async function whyNot(maker: RunMaker, alternative: Alternative): Promise<readonly string[] | null> {
  try {
    await maker.load(alternative);
    return null;
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.replace(/\.$/, ''));
  }
}

function tooFew(what: AcrossWhat, count: number, left: readonly Assumption[]): string {
  return [
    `--across ${what}: expected a scenario with at least two alternatives, received one with ${count === 0 ? 'none' : 'one'}.`,
    ...left.map(({ value, note }) => `${value}: ${note}`),
  ].join('\n');
}
