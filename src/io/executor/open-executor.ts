import { availableParallelism } from 'node:os';
import type { Executor } from '../../experiment/execute/executor.ts';
import { DistinctExecutor } from './distinct-executor.ts';
import { InProcessExecutor } from './in-process-executor.ts';
import { JournaledExecutor } from './journal.ts';
import type { ScenarioSource } from './scenario-source.ts';
import { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';

/** What making runs on this machine takes beside the scenarios. */
export interface OpenExecutorOptions extends WorkerPoolOptions {
  /** The file that finished runs are kept in, and taken from when they are asked for again; without it nothing is written. */
  readonly journal?: string | undefined;
}

/** An executor and what it does beside making runs. */
export interface OpenedExecutor extends Executor {
  readonly journal: JournaledExecutor | null;
}

/**
 * Whoever makes runs of these scenarios on this machine: on all cores or on so many threads, of requests that are alike once, with a
 * journal if one is wanted. Throws OutputError for a journal that can be neither read nor made.
 */
export function openExecutor(
  sources: readonly ScenarioSource[],
  { journal: path, ...options }: OpenExecutorOptions = {},
): OpenedExecutor {
  const { workers = availableParallelism(), signal } = options;
  const maker = workers === 1 ? new InProcessExecutor(sources, signal) : new WorkerPool(sources, options);
  const journal = path === undefined ? null : new JournaledExecutor(maker, sources, path, signal);
  const distinct = new DistinctExecutor(journal ?? maker);
  return {
    journal,
    execute: (requests, listener) => distinct.execute(requests, listener),
    close: () => distinct.close(),
  };
}
