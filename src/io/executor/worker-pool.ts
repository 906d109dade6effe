import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { ExecutionListener, Executor } from '../../experiment/execute/executor.ts';
import type { RunReply, RunRequest } from '../../experiment/execute/run-request.ts';
import type { WorkerMessage } from './run-worker.ts';
import type { ScenarioSource } from './scenario-source.ts';
import { startWorker } from './start-worker.ts';

/** What a pool takes beside the scenarios. */
export interface WorkerPoolOptions {
  /** Threads at most; default: one a core. */
  readonly workers?: number | undefined;
  /** When it is aborted, all threads end at once, and lists that are under way throw its reason. */
  readonly signal?: AbortSignal | undefined;
  /** The program of the threads, where it does not lie beside this one, as in a bundle of one's own. */
  readonly program?: URL | undefined;
}

/**
 * Makes runs in worker threads, one at a time in each; a thread is started when there is work for it. One that dies fails only the
 * run that it was making, and another takes its place.
 */
export class WorkerPool implements Executor {
  private readonly sources: readonly ScenarioSource[];
  private readonly size: number;
  private readonly signal: AbortSignal | undefined;
  private readonly program: URL | undefined;
  private readonly waiting: Job[] = [];
  private readonly threads = new Set<Thread>();
  private ended: { readonly reason: unknown } | null = null;

  constructor(sources: readonly ScenarioSource[], options: WorkerPoolOptions = {}) {
    const { workers = availableParallelism(), signal, program } = options;
    this.sources = sources;
    this.size = Math.max(1, workers);
    this.signal = signal;
    this.program = program;
    if (signal?.aborted === true) this.ended = { reason: signal.reason };
    else signal?.addEventListener('abort', this.abort);
  }

  async execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<RunReply[]> {
    if (this.ended !== null) throw this.ended.reason;
    const replies = requests.map(
      (request, position) =>
        new Promise<RunReply>((settle, fail) =>
          this.waiting.push({ request, position, listener, settle, fail }),
        ),
    );
    this.handOut();
    return Promise.all(replies);
  }

  async close(): Promise<void> {
    this.signal?.removeEventListener('abort', this.abort);
    await this.end(new Error('the executor was closed'));
  }

  private readonly abort = (): void => {
    void this.end(this.signal!.reason);
  };

  private async end(reason: unknown): Promise<void> {
    this.ended ??= { reason };
    const threads = [...this.threads];
    const jobs = [...threads.map(({ job }) => job), ...this.waiting.splice(0)];
    for (const job of jobs) job?.fail(reason);
    for (const thread of threads) thread.job = null;
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const thread = this.idleThread();
      if (thread === null) return;
      const job = this.waiting.shift()!;
      thread.job = job;
      thread.worker.ref();
      thread.worker.postMessage(job.request);
    }
  }

  private idleThread(): Thread | null {
    for (const thread of this.threads) if (thread.job === null) return thread;
    return this.threads.size < this.size ? this.startThread() : null;
  }

  private startThread(): Thread {
    const worker = startWorker({ sources: this.sources }, this.program);
    const thread: Thread = { worker, job: null };
    this.threads.add(thread);
    let cause = '';
    worker.on('message', (message: WorkerMessage) => this.heard(thread, message));
    worker.on('error', (error) => {
      cause = `: ${error.message}`;
    });
    worker.on('exit', () => {
      this.threads.delete(thread);
      if (thread.job !== null)
        settleJob(thread.job, {
          id: thread.job.request.id,
          failure: `The thread that made this run has ended${cause}.`,
        });
      if (this.ended === null) this.handOut();
    });
    return thread;
  }

  private heard(thread: Thread, message: WorkerMessage): void {
    const { job } = thread;
    if (job === null) return;
    if ('fraction' in message) {
      job.listener?.advanced?.(job.position, message.fraction);
      return;
    }
    thread.job = null;
    // Whoever forgets to close the pool can still come to an end.
    thread.worker.unref();
    settleJob(job, message.reply);
    this.handOut();
  }
}

/** A request that waits for a thread or is at one. */
interface Job {
  readonly request: RunRequest;
  readonly position: number;
  readonly listener: ExecutionListener | undefined;
  settle(reply: RunReply): void;
  fail(reason: unknown): void;
}

interface Thread {
  readonly worker: Worker;
  /** `null`: it has nothing to do. */
  job: Job | null;
}

function settleJob({ position, listener, settle, fail }: Job, reply: RunReply): void {
  try {
    listener?.replied?.(position, reply, true);
    settle(reply);
  } catch (error) {
    fail(error);
  }
}
