import { comparedOutcome } from '../../experiment/execute/compared-outcome.ts';
import type { RunReply, RunRequest } from '../../experiment/execute/run-request.ts';
import { type OracleAnswers, PackingMeter } from '../../experiment/packing-meter.ts';
import { ScenarioRun } from '../../experiment/run.ts';
import { SharedParts } from '../../scenario/shared-parts.ts';
import { failureText } from '../failure-text.ts';
import {
  filesOf,
  loadScenarioText,
  type ScenarioFromFile,
  type SharedByScenarios,
} from '../read-scenario.ts';
import { type BareOptions, runBare } from '../run-bare.ts';
import type { ScenarioSource } from './scenario-source.ts';

/** Makes one run after the other in this thread. What runs of a scenario have in common is read once. */
export class RunMaker {
  private readonly sources: readonly ScenarioSource[];
  private readonly shared: SharedByScenarios[];
  private readonly answers: OracleAnswers = new Map();

  constructor(sources: readonly ScenarioSource[]) {
    this.sources = sources;
    const parts = new SharedParts();
    this.shared = sources.map(({ path, allow }) => ({ parts, files: filesOf(path, allow) }));
  }

  /** The scenario that a request means; without a seed with its own. Throws ScenarioError, UsageError. */
  load({
    scenario,
    settings,
    seed,
  }: Pick<RunRequest, 'scenario' | 'settings'> & {
    readonly seed?: string | undefined;
  }): Promise<ScenarioFromFile> {
    const source = this.sources[scenario];
    if (source === undefined)
      throw new RangeError(`expected a scenario from 0 to ${this.sources.length - 1}, received ${scenario}`);
    const { path, text, until, allow } = source;
    const options = { settings: [...source.settings, ...settings], seed, until: until ?? undefined, allow };
    return loadScenarioText(path, text, options, this.shared[scenario]);
  }

  /** What comes of a request; a run that fails says why. Throws only the signal's reason. */
  async make(request: RunRequest, options: BareOptions = {}): Promise<RunReply> {
    const { id } = request;
    try {
      const loaded = await this.load(request);
      const packing = request.packing === true ? new PackingMeter(loaded.scenario, this.answers) : null;
      const run = new ScenarioRun(loaded.scenario, loaded.prices, packing?.observers);
      await runBare(loaded, run, options);
      const outcome = comparedOutcome(run.streamedOutcome());
      if (packing === null) return { id, outcome };
      const { nowMs, world } = run;
      return { id, outcome: { ...outcome, packing: packing.measured({ nowMs, startMs: world.startMs }) } };
    } catch (error) {
      options.signal?.throwIfAborted();
      return { id, failure: failureText(error, process.env['ECSIM_DEBUG'] === '1') };
    }
  }
}
