import { join } from 'node:path';
import type { Observer } from '../events/observer.ts';
import type { TaskCharges } from '../events/task-charges.ts';
import { type Outcome, type StreamedOutcome, wholeOutcome } from '../experiment/outcome.ts';
import { ScenarioRun } from '../experiment/run.ts';
import { REPORTERS, type ReportName } from '../reporters/registry.ts';
import { EventsJsonl } from '../reporters/streams/events-jsonl.ts';
import { TasksCsv } from '../reporters/streams/tasks-csv.ts';
import { type DrivePosition, drive, type StreamedOutput } from './drive.ts';
import { type OutputFile, OutputFolder } from './output-folder.ts';
import { type ReadScenarioOptions, readScenario, type ScenarioFromFile } from './read-scenario.ts';
import { isOurDefect, RunDefect } from './run-defect.ts';
import { runFacts } from './run-facts.ts';

/** What running a loaded scenario takes beside it. */
export interface RunOptions {
  /** The folder for the run's files; without it nothing is written. */
  readonly out?: string | undefined;
  /** Whether to write tasks.csv; default true. */
  readonly tasks?: boolean;
  /** Whether to write events.jsonl; default false. */
  readonly events?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told how far the run is, some twenty times a second. */
  readonly onSlice?: (position: DrivePosition) => void;
}

/** What a run came to, and the files it left. */
export interface FinishedRun {
  /** `wholeOutcome` makes plain JSON of it. */
  readonly outcome: StreamedOutcome;
  /** Paths, as `out` spells them. */
  readonly files: readonly string[];
}

/**
 * Runs the scenario of a file and gives its outcome. Throws ScenarioError, InputFileError and UnreadableFileError for what
 * the user can mend, OutputError when the machine refuses, the signal's reason when it is aborted.
 */
export async function runScenarioFile(
  path: string,
  options: ReadScenarioOptions & RunOptions = {},
): Promise<Outcome> {
  const loaded = await readScenario(path, options);
  return wholeOutcome((await runLoadedScenario(loaded, options)).outcome);
}

/** Runs a scenario to its end and leaves its files. Errors as of `runScenarioFile`; a defect of ours is a RunDefect. */
export async function runLoadedScenario(loaded: ScenarioFromFile, options: RunOptions): Promise<FinishedRun> {
  const { out } = options;
  if (out === undefined) return { outcome: await runToOutcome(loaded, new Map(), options), files: [] };
  const beganAt = performance.now();
  const folder = new OutputFolder(out);
  try {
    const files = await createFiles(folder, options);
    const outcome = await runToOutcome(loaded, files, options);
    for (const name of REPORT_FILES)
      await files.get(name)!.writePieces(REPORTERS[name](outcome), options.signal);
    const facts = runFacts((performance.now() - beganAt) / 1000, outcome.run.events);
    await files.get(RUN_FACTS)!.write(`${JSON.stringify(facts, null, 2)}\n`);
    options.signal?.throwIfAborted();
    // What an earlier run has left here would contradict what this one leaves.
    await folder.commit(folder.has(OUTCOME) ? ALL_FILES : []);
    return { outcome, files: [...files.keys()].map((name) => join(out, name)) };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

const TASKS = 'tasks.csv';
const EVENTS = 'events.jsonl';
const OUTCOME = 'outcome.json';
const RUN_FACTS = 'run.json';
const REPORT_FILES = [
  'timeline.csv',
  'costs.csv',
  'report.html',
  OUTCOME,
] as const satisfies readonly ReportName[];

/** Everything that a run can leave. The outcome comes last: whoever sees it sees the rest. */
const ALL_FILES: readonly string[] = [TASKS, EVENTS, RUN_FACTS, ...REPORT_FILES];

type Files = ReadonlyMap<string, OutputFile>;

/** All files are opened before the run, so that a folder that refuses one does so at once. */
async function createFiles(
  folder: OutputFolder,
  { tasks = true, events = false }: RunOptions,
): Promise<Files> {
  const wanted = ALL_FILES.filter((name) => (name !== TASKS || tasks) && (name !== EVENTS || events));
  const files = new Map<string, OutputFile>();
  for (const name of wanted) files.set(name, await folder.create(name));
  return files;
}

async function runToOutcome(
  { scenario, prices, files }: ScenarioFromFile,
  out: Files,
  options: RunOptions,
): Promise<StreamedOutcome> {
  const outputs: StreamedOutput[] = [];
  const writers = (charges: TaskCharges): Observer[] => {
    const add = <S extends Observer & StreamedOutput['source']>(name: string, make: () => S): S[] => {
      const file = out.get(name);
      if (file === undefined) return [];
      const source = make();
      outputs.push({ source, file });
      return [source];
    };
    return [
      ...add(TASKS, () => new TasksCsv(charges)),
      ...add(EVENTS, () => new EventsJsonl(scenario.region)),
    ];
  };
  let run: ScenarioRun | null = null;
  try {
    run = new ScenarioRun(scenario, prices, writers);
    const repeats = scenario.workloads.flatMap(({ source }) =>
      source.kind === 'trace' ? [source.trace.repeat] : [],
    );
    await drive(run, { ...options, locate: (file) => files.locate(file), repeats, outputs });
    return run.streamedOutcome();
  } catch (error) {
    throw isOurDefect(error) ? new RunDefect(error, scenario, run?.nowMs ?? 0) : error;
  }
}
