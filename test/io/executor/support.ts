import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionListener, Executor } from '../../../src/experiment/execute/executor.ts';
import type { RunReply, RunRequest } from '../../../src/experiment/execute/run-request.ts';
import { InProcessExecutor } from '../../../src/io/executor/in-process-executor.ts';
import { readSource, type ScenarioSource } from '../../../src/io/executor/scenario-source.ts';

/** A few minutes of tasks, their sizes in a file, with durations that are drawn. */
export const SMALL_SCENARIO: string = `
name: small
simulation: { duration: 20m }
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large, count: 2 }] }]
taskDefinitions: [{ family: report, containerDefinitions: [{ name: report, image: report, cpu: 512, memory: 1024 }] }]
workloads:
  - taskDefinition: report
    arrivals: { poisson: { perMinute: 2 } }
    duration: { empirical: { file: durations.csv, column: s } }
`;

/** A folder's scenario, with these durations in its file. */
export async function smallSource(folder: string, durations = '60\n200\n90'): Promise<ScenarioSource> {
  writeFileSync(join(folder, 'small.yaml'), SMALL_SCENARIO);
  writeFileSync(join(folder, 'durations.csv'), `s\n${durations}\n`);
  return readSource(join(folder, 'small.yaml'));
}

export function request(seed: number | string, settings: readonly string[] = [], scenario = 0): RunRequest {
  return { id: `small, seed ${seed}`, scenario, settings, seed: String(seed) };
}

export const WRONG = 'workloads[0].duration=-1';

/** Makes runs in this thread and keeps which ones were asked for. */
export class CountingExecutor implements Executor {
  readonly made: RunRequest[] = [];
  private readonly inner: Executor;

  constructor(sources: readonly ScenarioSource[]) {
    this.inner = new InProcessExecutor(sources);
  }

  execute(requests: readonly RunRequest[], listener?: ExecutionListener): Promise<readonly RunReply[]> {
    this.made.push(...requests);
    return this.inner.execute(requests, listener);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
