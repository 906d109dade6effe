import type { StarterPlatform } from './starter.ts';

/** A file of tasks, and what its columns are. */
export interface TaskTrace {
  /** As the scenario names it. */
  readonly file: string;
  /** By what they mean, as `trace.columns` has them. */
  readonly columns: Readonly<Record<string, string>>;
  readonly timeUnit: 's' | 'ms';
  /** The first time in the file, if the run is to start there. */
  readonly from: string | null;
  /** One that holds the largest task seen. */
  readonly instanceType: string;
}

/** The workload of a trace, one task a row. */
export function tracePiece(platform: StarterPlatform, trace: TaskTrace): string {
  const { file, columns, timeUnit, from } = trace;
  const named = Object.entries(columns).map(([key, name]) => `        ${key}: ${JSON.stringify(name)}\n`);
  const lines = [
    ...(timeUnit === 's' ? [] : [`      timeUnit: ${timeUnit}\n`]),
    ...(from === null ? [] : [`      from: ${from} # in the time of the trace; this becomes the start\n`]),
    '      missing: skip # rows with an empty cell are left out\n',
    ...(platform === 'fargate'
      ? ['      fargateSize: roundUp # to the cheapest size that holds the task\n']
      : []),
  ];
  return `
workloads:
  - cluster: main
    trace:
      file: ${JSON.stringify(file)}
      columns:
${named.join('')}${lines.join('')}${platform === 'ec2' ? '    placementStrategy: [{ type: binpack, field: memory }]\n' : ''}`;
}
