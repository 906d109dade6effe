/** The public surface: what users of the library may rely on, in Node and in the browser. */
export { DEFAULT_TIMINGS, INSTANT_TIMINGS, type Timings } from './catalog/defaults.ts';
export { type PriceListImport, PriceListReader } from './catalog/price-list/price-list-reader.ts';
export { loadRegionPrices, REGIONS, type RegionPrices } from './catalog/region-prices.ts';
export {
  catalogueText,
  mergeCatalogues,
  type UserCatalogue,
} from './catalog/user-catalogue/user-catalogue.ts';
export type { InputFile, InputFiles } from './environment/input-files.ts';
export { memoryFiles, type PackedFile } from './environment/memory-files.ts';
export { Observer } from './events/observer.ts';
export type { TaskCharges } from './events/task-charges.ts';
export type { World } from './events/world.ts';
export type { Comparison } from './experiment/compare/comparison.ts';
export { comparedOutcome } from './experiment/execute/compared-outcome.ts';
export type { ExecutionListener, Executor } from './experiment/execute/executor.ts';
export { type Inquiry, together } from './experiment/execute/inquiry.ts';
export type { ComparedOutcome, RunReply, RunRequest } from './experiment/execute/run-request.ts';
export type { Outcome } from './experiment/outcome.ts';
export { ScenarioRun, type TraceFeed } from './experiment/run.ts';
export { runScenario } from './experiment/run-scenario.ts';
export { comparisonJson } from './reporters/comparison-json.ts';
export { reportCostsCsv } from './reporters/costs-csv.ts';
export { comparisonHtml } from './reporters/html/comparison/comparison-html.ts';
export { reportHtml } from './reporters/html/report.ts';
export { reportJson } from './reporters/json.ts';
export { readComparison } from './reporters/read-comparison.ts';
export { readOutcome } from './reporters/read-outcome.ts';
export { EventsJsonl } from './reporters/streams/events-jsonl.ts';
export { TasksCsv } from './reporters/streams/tasks-csv.ts';
export { comparisonText } from './reporters/text/comparison.ts';
export { reportText } from './reporters/text.ts';
export { reportTimelineCsv } from './reporters/timeline-csv.ts';
export { scenarioJsonSchema } from './scenario/json-schema.ts';
export { modelledKeys } from './scenario/keys.ts';
export { type LoadedScenario, type LoadOptions, loadScenario } from './scenario/load-scenario.ts';
export { type Problem, ScenarioError } from './scenario/reading/problem.ts';
export type { Scenario } from './scenario/scenario.ts';
export { advanceTo, type Progress } from './simulation/advance.ts';
export { createSimulation } from './simulation/create-simulation.ts';
export { simulate } from './simulation/simulate.ts';
export { restore, type SimulationState, snapshot } from './simulation/snapshot.ts';
