import type { SmallRun, SmallTasks } from './small-run.ts';

/** A task that ignores SIGTERM, so that it ends `endsAt` seconds after StopTask, by SIGKILL. */
export function stopping(index: number, memory: number, endsAt: number): SmallTasks {
  return { name: `old${index}`, memory, stopTimeout: endsAt };
}

/** StopTask for `count` tasks made by `stopping`, a while into the run. */
export function stopAll(count: number): {
  readonly atMs: number;
  readonly run: Pick<SmallRun, 'actions' | 'timings'>;
} {
  const actions = Array.from({ length: count }, (_, i) => ({
    kind: 'stopTask' as const,
    atMs: STOP_AT_MS,
    cluster: 'main',
    task: `old${i}-1`,
    reason: '',
  }));
  return {
    atMs: STOP_AT_MS,
    run: { actions, timings: { 'task.sigtermExit': { kind: 'constant', value: NEVER_MS } } },
  };
}

const STOP_AT_MS = 1000;
const NEVER_MS = 1_000_000_000;
