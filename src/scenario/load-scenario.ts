import type { InputFiles } from '../environment/input-files.ts';
import { decodeScenario } from './decode-scenario.ts';
import type { SourceDocument } from './reading/document.ts';
import { type Position, type Problem, ScenarioError } from './reading/problem.ts';
import { applySettings } from './reading/settings.ts';
import { unwrap } from './reading/unwrap.ts';
import type { Scenario } from './scenario.ts';
import { DEFAULT_REGION } from './schema.ts';
import type { ScenarioPrices } from './sections/scenario-prices.ts';
import { SharedParts } from './shared-parts.ts';
import { resolveUncertain } from './uncertain/resolve-uncertain.ts';

/** What loading a scenario takes beside its text. */
export interface LoadOptions {
  /** The files that the scenario names, by the paths it spells. */
  readonly files: InputFiles;
  /** As errors call the scenario's own file. */
  readonly fileName: string;
  /** `PATH=VALUE`, applied one after the other. */
  readonly settings?: readonly string[];
  /** Instead of `simulation.seed`. */
  readonly seed?: string;
  /** The run ends here at the latest, milliseconds from its start. */
  readonly until?: number;
  /** What loads of the same text share; without it everything is read anew. */
  readonly parts?: SharedParts;
}

/** A scenario that can be run, and the prices of its region. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly prices: ScenarioPrices;
}

/**
 * Reads a scenario in YAML or JSON: decoded, completed, every name resolved, every file it names looked into. Throws
 * ScenarioError with all problems at once, each with its place in the text.
 */
export async function loadScenario(text: string, options: LoadOptions): Promise<LoadedScenario> {
  const { fileName, settings = [], parts = new SharedParts() } = options;
  const { document, problems } = parts.document(text);
  if (document === null || problems.length > 0)
    throw new ScenarioError(
      fileName,
      problems.map((problem) => ({ at: FIRST, ...problem })),
    );
  const unwrapped = unwrap(document);
  const set = applySettings(unwrapped.value, settings);
  const { files, seed, until } = options;
  const drawn = resolveUncertain(set.value, seed);
  const region = regionOf(drawn.value);
  const [types, prices] = await Promise.all([parts.instanceTypes(), parts.prices(region)]);
  const decoded = decodeScenario(drawn.value, {
    written: set.value,
    files,
    types,
    prices,
    defaultName: baseName(fileName),
    seed,
    until,
  });
  const found = [
    ...unwrapped.problems,
    ...set.problems,
    ...[...drawn.problems, ...decoded.problems.flatMap((problem) => drawn.explain(problem) ?? [])].map(
      set.explain,
    ),
  ];
  if (found.length > 0 || decoded.prices === null)
    throw new ScenarioError(
      fileName,
      found.map((problem) => placed(problem, unwrapped)),
    );
  return { scenario: { ...decoded.scenario, uncertain: drawn.inputs }, prices: decoded.prices };
}

/** Where a problem of the text as a whole is shown. */
const FIRST: Position = { line: 1, column: 1 };

/** The problem with its place in the text. */
function placed(problem: Problem, document: SourceDocument): Problem {
  const { path, on, character } = problem;
  return { at: document.locate(path, on ?? 'value', character) ?? FIRST, ...problem };
}

/** The region that the document names in whatever case, before anything of it has been checked. */
function regionOf(document: unknown): string {
  if (typeof document !== 'object' || document === null) return DEFAULT_REGION;
  const region = Object.entries(document).find(([key]) => key.toLowerCase() === 'region')?.[1] as unknown;
  return typeof region === 'string' ? region : DEFAULT_REGION;
}

/** `scenarios/storefront.yaml` is `storefront`; standard input has no name. */
function baseName(fileName: string): string {
  const name = fileName
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  return name === '' || name === '-' ? 'scenario' : name;
}
