import { parentPort, workerData } from 'node:worker_threads';
import type { RunReply, RunRequest } from '../../experiment/execute/run-request.ts';
import { RunMaker } from './run-maker.ts';
import type { ScenarioSource } from './scenario-source.ts';
import { SparseTelling } from './sparse-telling.ts';

/** What a worker of the pool says: how far its run is, or what came of it. */
export type WorkerMessage = { readonly fraction: number } | { readonly reply: RunReply };

/** What it is started with. */
export interface WorkerStart {
  readonly sources: readonly ScenarioSource[];
}

// The program of a worker thread: one request at a time, one reply to each.
const port = parentPort!;
const maker = new RunMaker((workerData as WorkerStart).sources);
const post = (message: WorkerMessage) => port.postMessage(message);

port.on('message', (request: RunRequest) => {
  const telling = new SparseTelling((fraction) => post({ fraction }));
  void maker
    .make(request, { onSlice: ({ fraction }) => telling.tell(fraction) })
    .then((reply) => post({ reply }));
});
