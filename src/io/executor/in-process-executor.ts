import type { ExecutionListener, Executor } from '../../experiment/execute/executor.ts';
import type { RunReply, RunRequest } from '../../experiment/execute/run-request.ts';
import { RunMaker } from './run-maker.ts';
import type { ScenarioSource } from './scenario-source.ts';
import { SparseTelling } from './sparse-telling.ts';

/** Makes runs in this thread, one after the other. */
export class InProcessExecutor implements Executor {
  private readonly maker: RunMaker;
  private readonly signal: AbortSignal | undefined;

  constructor(sources: readonly ScenarioSource[], signal?: AbortSignal) {
    this.maker = new RunMaker(sources);
    this.signal = signal;
  }

  async execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<RunReply[]> {
    const { maker, signal } = this;
    const replies: RunReply[] = [];
    for (const [position, request] of requests.entries()) {
      const telling = new SparseTelling((fraction) => listener?.advanced?.(position, fraction));
      signal?.throwIfAborted();
      const reply = await maker.make(request, { signal, onSlice: ({ fraction }) => telling.tell(fraction) });
      replies.push(reply);
      listener?.replied?.(position, reply, true);
    }
    return replies;
  }

  async close(): Promise<void> {}
}
