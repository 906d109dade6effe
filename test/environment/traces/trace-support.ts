import { InputFileError } from '../../../src/environment/input-file-error.ts';
import type { TraceSource } from '../../../src/environment/traces/trace-source.ts';
import type { TraceSpec } from '../../../src/environment/traces/trace-spec.ts';
import { NaiveError, type NaiveTask } from './naive-trace.ts';

/** A trace with columns `t`, `duration`, `vcpu`, `memory`; parts are replaced as given. */
export function traceSpec(
  parts: Partial<Omit<TraceSpec, 'columns'>> & { columns?: Partial<TraceSpec['columns']> } = {},
): TraceSpec {
  return {
    file: 'jobs.csv',
    where: {},
    fromMs: 0,
    timeUnitMs: 1000,
    timeScale: 1,
    repeat: 1,
    amplify: 1,
    missing: 'error',
    zeroDuration: 'run',
    fargateSize: 'reject',
    ...parts,
    columns: {
      submitted: 't',
      duration: 'duration',
      started: null,
      ended: null,
      cpu: { column: 'vcpu', unit: 'vcpu' },
      memory: { column: 'memory', unit: 'memoryGiB' },
      gpus: null,
      gpuMilli: null,
      taskId: null,
      group: null,
      count: null,
      ...parts.columns,
    },
  };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** All tasks of a trace. Before every step for which `restart` gives a new source, the state is put into that one. */
export function readTasks(
  source: TraceSource,
  content: Uint8Array,
  chunkBytes: number,
  restart: (step: number) => TraceSource | null = () => null,
): NaiveTask[] {
  const tasks: NaiveTask[] = [];
  let present = source;
  for (let step = 0; ; step++) {
    const fresh = restart(step);
    if (fresh !== null) {
      fresh.restore(structuredClone(present.snapshot()));
      present = fresh;
    }
    const at = present.peekMs();
    if (at === Number.POSITIVE_INFINITY) return tasks;
    if (at === -1) {
      feed(present, content, chunkBytes);
      continue;
    }
    const { durationMs, cpu, memory, gpu, taskId, group } = present;
    tasks.push({ at, durationMs, cpu, memory, gpu, taskId, group });
    present.take();
  }
}

/** Gives a hungry source its next bytes, from the place that it names. */
export function feed(source: TraceSource, content: Uint8Array, chunkBytes: number): void {
  if (!source.hungry) throw new Error('a source waits for bytes and does not say so');
  const from = source.pushedBytes;
  if (from < content.length) source.push(content.subarray(from, from + chunkBytes));
  else source.end();
}

/** The tasks that are read, or the line and column that are refused. */
export function outcomeOf(read: () => NaiveTask[]): NaiveTask[] | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof NaiveError) return error.message;
    if (!(error instanceof InputFileError)) throw error;
    return [error.problem.line, error.problem.column].filter((part) => part !== undefined).join(' ');
  }
}
