import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundlePrograms } from '../build.ts';
import type { Executor } from '../src/experiment/execute/executor.ts';
import { InProcessExecutor } from '../src/io/executor/in-process-executor.ts';
import type { ScenarioSource } from '../src/io/executor/scenario-source.ts';
import { WorkerPool } from '../src/io/executor/worker-pool.ts';
import { Digest } from '../src/kernel/digest.ts';
import { type Finding, mustAgree } from './harness.ts';

/** Short tasks on a full fleet: a run takes about half a second. */
function sweepOf(tasks: number): ScenarioSource {
  const text = `
clusters: [{ containerInstances: [{ ec2InstanceType: m5.2xlarge, count: 200 }] }]
taskDefinitions: [{ family: job, containerDefinitions: [{ name: job, image: job, cpu: 512, memory: 1024 }] }]
workloads:
  - taskDefinition: job
    arrivals: { poisson: { perSecond: 4 }, limit: ${tasks} }
    duration: { lognormal: { mean: 8m, p95: 20m } }
    placementStrategy: [{ type: binpack, field: memory }]
`;
  return { path: 'sweep.yaml', text, settings: [], until: null, allow: [] };
}

interface Round {
  readonly name: string;
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  readonly checksum: string;
}

/**
 * `bench sweep`: aim 12. Wall time of the same replications in this thread, in one worker and in two, threads started anew in each
 * round, in turn; all must reply the same bytes.
 */
export async function benchSweep(quick: boolean): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ecsim-sweep-'));
  try {
    await bundlePrograms(folder, {});
    const program = pathToFileURL(join(folder, 'run-worker.js'));
    const sources = [sweepOf(quick ? 2000 : 150_000)];
    const replications = quick ? 4 : 20;
    const variants: Readonly<Record<string, () => Executor>> = {
      'this thread': () => new InProcessExecutor(sources),
      '1 worker': () => new WorkerPool(sources, { workers: 1, program }),
      '2 workers': () => new WorkerPool(sources, { workers: 2, program }),
    };
    const rounds: Round[][] = [];
    for (let round = 0; round < (quick ? 1 : 4); round++) {
      const measured: Round[] = [];
      for (const [name, open] of Object.entries(variants))
        measured.push(await measure(name, open(), replications));
      mustAgree(measured.map((one) => ({ ...one, nsPerUnit: 0 })));
      rounds.push(measured);
    }
    // The first one also compiles what the bench itself runs.
    return findingsOf(rounds.slice(quick ? 0 : 1), replications);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, executor: Executor, replications: number): Promise<Round> {
  const requests = Array.from({ length: replications }, (_, seed) => ({
    id: `seed ${seed}`,
    scenario: 0,
    settings: [],
    seed: String(seed),
  }));
  const from = performance.now();
  const before = process.cpuUsage();
  const replies = await executor.execute(requests);
  const seconds = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  await executor.close();
  const failed = replies.find((reply) => 'failure' in reply);
  if (failed !== undefined) throw new Error(JSON.stringify(failed));
  const digest = new Digest();
  digest.addText(JSON.stringify(replies));
  return { name, seconds, cpuSeconds: (user + system) / 1e6, checksum: digest.hex() };
}

function findingsOf(rounds: readonly (readonly Round[])[], replications: number): Finding[] {
  const [thread, one, two] = [0, 1, 2].map((i) => median(rounds.map((round) => round[i]!.seconds)));
  // Each round's own ratio: what else the machine does changes from round to round.
  const ratios = rounds.map((round) => round[1]!.seconds / round[2]!.seconds);
  const against = rounds.map((round) => round[1]!.seconds / round[0]!.seconds);
  const ratio = median(ratios);
  const cpu = median(rounds.map((round) => round[2]!.cpuSeconds / round[1]!.cpuSeconds));
  const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
  const seconds = (value: number) => `${value.toFixed(2)} s`;
  return [
    {
      what: `${replications} replications in this thread`,
      figure: `${seconds(thread!)}, ${seconds(thread! / replications)} each, checksum ${rounds[0]![0]!.checksum}`,
    },
    {
      what: '  in one worker',
      figure: `${seconds(one!)}, ${median(against).toFixed(2)}x of this thread`,
      aim: 'at most 1.1x',
      met: median(against) <= 1.1,
    },
    {
      what: '  in two workers',
      figure: `${seconds(two!)}, ${ratio.toFixed(2)}x as fast as one (${range}; ${availableParallelism()} cores)`,
      aim: 'at least 1.8x',
      met: ratio >= 1.8,
    },
    { what: '  CPU time of two workers', figure: `${cpu.toFixed(2)}x of one` },
  ];
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
