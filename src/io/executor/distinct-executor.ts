import type { ExecutionListener, Executor } from '../../experiment/execute/executor.ts';
import type { ComparedOutcome, RunReply, RunRequest } from '../../experiment/execute/run-request.ts';

/** So many outcomes are remembered, those that came last: some tens of megabytes. */
const MOST_REMEMBERED = 2000;

/** Makes one run for requests that differ in `id` only, in one list or in several. Failures are tried again by the next list. */
export class DistinctExecutor implements Executor {
  private readonly inner: Executor;
  private readonly remembered = new Map<string, ComparedOutcome>();

  constructor(inner: Executor) {
    this.inner = inner;
  }

  async execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<RunReply[]> {
    const replies = new Array<RunReply>(requests.length);
    const settle = (position: number, reply: RunReply, isNew: boolean) => {
      const own = { ...reply, id: requests[position]!.id };
      replies[position] = own;
      listener?.replied?.(position, own, isNew);
    };
    const alike = new Map<string, number[]>();
    for (const [position, request] of requests.entries()) {
      const key = keyOf(request);
      const outcome = this.remembered.get(key);
      if (outcome !== undefined) settle(position, { id: request.id, outcome }, false);
      else if (alike.get(key)?.push(position) === undefined) alike.set(key, [position]);
    }
    const groups = [...alike];
    await this.inner.execute(
      groups.map(([, [first]]) => requests[first!]!),
      {
        replied: (group, reply, isNew) => {
          const [key, positions] = groups[group]!;
          if ('outcome' in reply) this.remember(key, reply.outcome);
          for (const [i, position] of positions.entries()) settle(position, reply, isNew && i === 0);
        },
        advanced: (group, fraction) => listener?.advanced?.(groups[group]![1][0]!, fraction),
      },
    );
    return replies;
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  private remember(key: string, outcome: ComparedOutcome): void {
    this.remembered.set(key, outcome);
    if (this.remembered.size > MOST_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
  }
}

function keyOf({ scenario, settings, seed, packing }: RunRequest): string {
  return JSON.stringify([scenario, seed, settings, packing === true]);
}
