/** What Node adds to the library: scenarios, traces and outputs in files. */
export { type CompareScenariosOptions, compareScenarios } from './io/compare-scenarios.ts';
export {
  type DrivenRun,
  type DriveOptions,
  type DrivePosition,
  drive,
  type StreamedOutput,
} from './io/drive.ts';
export { DistinctExecutor } from './io/executor/distinct-executor.ts';
export { InProcessExecutor } from './io/executor/in-process-executor.ts';
export { InterruptedRuns } from './io/executor/interrupted-runs.ts';
export { JournaledExecutor } from './io/executor/journal.ts';
export { type OpenExecutorOptions, type OpenedExecutor, openExecutor } from './io/executor/open-executor.ts';
export { type InquiryProgress, runInquiry } from './io/executor/run-inquiry.ts';
export { loadSource, readSource, type ScenarioSource } from './io/executor/scenario-source.ts';
export { WorkerPool, type WorkerPoolOptions } from './io/executor/worker-pool.ts';
export { InputFolder, type LocatedFile } from './io/input-files.ts';
export { OutputError } from './io/output-error.ts';
export { type ReadScenarioOptions, readScenario, type ScenarioFromFile } from './io/read-scenario.ts';
export type { FinishedComparison } from './io/run-comparison.ts';
export { RunDefect } from './io/run-defect.ts';
export {
  type FinishedRun,
  type RunOptions,
  runLoadedScenario,
  runScenarioFile,
} from './io/run-scenario-file.ts';
export { UnreadableFileError } from './io/unreadable-file-error.ts';
export { UsageError } from './io/usage-error.ts';
