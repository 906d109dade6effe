import type { ExecutionListener, Executor } from '../../experiment/execute/executor.ts';
import type { ComparedOutcome, RunReply, RunRequest } from '../../experiment/execute/run-request.ts';
import { Interrupted } from '../signals.ts';
import { version } from '../version.ts';
import { InterruptedRuns } from './interrupted-runs.ts';
import { type JournalEntry, JournalFile, type RunKey } from './journal-file.ts';
import { RunMaker } from './run-maker.ts';
import type { ScenarioSource } from './scenario-source.ts';

/**
 * Keeps the runs that another executor finishes in a file, and answers from it what is asked for again, by this process or by a later
 * one. Failures are not kept.
 */
export class JournaledExecutor implements Executor {
  private readonly inner: Executor;
  private readonly sources: readonly ScenarioSource[];
  private readonly signal: AbortSignal | undefined;
  private readonly file: JournalFile;
  private readonly maker: RunMaker;
  private readonly version = version();
  private readonly inherited: ReadonlySet<JournalEntry>;
  private readonly entries = new Map<string, JournalEntry[]>();
  private readonly identities = new Map<string, Promise<Identity | null>>();
  private readonly used = new Set<JournalEntry>();
  private written = 0;

  /** `sources` are those of `inner`. Throws OutputError when the file can be neither read nor made. */
  constructor(inner: Executor, sources: readonly ScenarioSource[], path: string, signal?: AbortSignal) {
    this.inner = inner;
    this.sources = sources;
    this.signal = signal;
    this.maker = new RunMaker(sources);
    this.file = new JournalFile(path);
    this.inherited = new Set(this.file.entries);
    for (const entry of this.inherited) this.add(entry);
  }

  /** As the user spells it. */
  get path(): string {
    return this.file.path;
  }

  /** Runs of an earlier process that were taken from the file so far. */
  get resumed(): number {
    return this.used.size;
  }

  /** Lines of earlier processes that nobody has asked for: of another scenario, another version of ecsim, other settings or seeds. */
  get ignored(): number {
    return this.inherited.size + this.file.unreadable - this.used.size;
  }

  async execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<RunReply[]> {
    const replies = new Array<RunReply>(requests.length);
    const settle = (position: number, reply: RunReply, isNew: boolean) => {
      replies[position] = reply;
      listener?.replied?.(position, reply, isNew);
    };
    const open: number[] = [];
    try {
      for (const [position, request] of requests.entries()) {
        const outcome = await this.find(request);
        if (outcome === null) open.push(position);
        else settle(position, { id: request.id, outcome }, false);
      }
      await this.inner.execute(
        open.map((position) => requests[position]!),
        {
          replied: (i, reply, isNew) => {
            const position = open[i]!;
            if ('outcome' in reply) this.keep(requests[position]!, reply.outcome);
            settle(position, reply, isNew);
          },
          advanced: (i, fraction) => listener?.advanced?.(open[i]!, fraction),
        },
      );
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      throw new InterruptedRuns(error.signalName, this.resumed + this.written, this.path);
    }
    return replies;
  }

  async close(): Promise<void> {
    await this.inner.close();
    this.file.close();
  }

  private async find(request: RunRequest): Promise<ComparedOutcome | null> {
    const candidates = this.entries.get(spelled(this.spelling(request)));
    if (candidates === undefined) return null;
    const identity = await this.identityOf(request);
    const entry = candidates.find(
      ({ key }) => key.scenario === identity?.scenario && key.digest === identity.digest,
    );
    const outcome = entry === undefined ? null : this.file.read(entry);
    // It was made when nobody asked how its instances were packed.
    if (request.packing === true && outcome?.packing === undefined) return null;
    if (outcome !== null && this.inherited.has(entry!)) this.used.add(entry!);
    return outcome;
  }

  private keep(request: RunRequest, outcome: ComparedOutcome): void {
    const { name, digest } = outcome.scenario;
    this.add(this.file.append({ ...this.spelling(request), scenario: name, digest }, outcome));
    this.written++;
  }

  private add(entry: JournalEntry): void {
    const key = spelled(entry.key);
    const alike = this.entries.get(key);
    if (alike === undefined) this.entries.set(key, [entry]);
    else alike.push(entry);
  }

  private spelling({ scenario, settings, seed }: RunRequest): Omit<RunKey, keyof Identity> {
    const source = this.sources[scenario];
    return {
      version: this.version,
      settings: [...(source?.settings ?? []), ...settings],
      until: source?.until ?? null,
      seed,
    };
  }

  /** Of the scenario as it is now, with its settings; `null`: it cannot be loaded. Whatever the seed, it is the same. */
  private identityOf(request: RunRequest): Promise<Identity | null> {
    const key = JSON.stringify([request.scenario, request.settings]);
    const known = this.identities.get(key) ?? this.identify(request);
    this.identities.set(key, known);
    return known;
  }

  private async identify(request: RunRequest): Promise<Identity | null> {
    // Signals are only noticed between turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    this.signal?.throwIfAborted();
    const loaded = await this.maker.load(request).catch(() => null);
    return loaded === null ? null : { scenario: loaded.scenario.name, digest: loaded.scenario.digest };
  }
}

type Identity = Pick<RunKey, 'scenario' | 'digest'>;

/** What a request says of a run, before its scenario has been loaded. */
function spelled({ version: of, settings, until, seed }: Omit<RunKey, keyof Identity>): string {
  return JSON.stringify([of, settings, until, seed]);
}
