import { memoryFiles } from '../../src/environment/memory-files.ts';
import { type LoadOptions, loadScenario } from '../../src/scenario/load-scenario.ts';
import { ScenarioError } from '../../src/scenario/reading/problem.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

type Options = Partial<Omit<LoadOptions, 'files'>> & { readonly files?: Readonly<Record<string, string>> };

/** The scenario of a text; the file is called `s.yaml`. */
export async function load(text: string, options: Options = {}): Promise<Scenario> {
  const { files = {}, ...others } = options;
  return (await loadScenario(text, { fileName: 's.yaml', ...others, files: memoryFiles(files) })).scenario;
}

/** What is wrong with a text, one sentence a problem; none when nothing is. */
export async function problemsOf(text: string, options: Options = {}): Promise<string[]> {
  try {
    await load(text, options);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.split('\n');
  }
}

/** Problems without file, line and column. */
export async function complaintsOf(text: string, options: Options = {}): Promise<string[]> {
  return (await problemsOf(text, options)).map((sentence) => sentence.replace(/^[^:]*(?::\d+:\d+)?: /, ''));
}

/** A small scenario of one cluster `main`, one task definition `job` and one workload; parts are replaced or added by name. */
export function small(parts: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    clusters: [{ clusterName: 'main', containerInstances: [{ ec2InstanceType: 'm5.large' }] }],
    taskDefinitions: [
      { family: 'job', containerDefinitions: [{ name: 'job', image: 'job', cpu: 512, memory: 1024 }] },
    ],
    workloads: [{ taskDefinition: 'job', arrivals: { every: '1m', limit: 10 }, duration: '90s' }],
    ...parts,
  });
}

/** The small scenario with parts of its only workload replaced or added. */
export function smallWorkload(
  workload: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, unknown>> = {},
): string {
  const usual = { taskDefinition: 'job', arrivals: { every: '1m', limit: 10 }, duration: '90s' };
  return small({ ...parts, workloads: [{ ...usual, ...workload }] });
}

/** A run of two days with the services `web`, `api` and `db` in cluster `main`, and these workloads. */
export function served(workloads: readonly unknown[], parts: Readonly<Record<string, unknown>> = {}): string {
  const services = ['web', 'api', 'db'].map((serviceName) => ({
    serviceName,
    taskDefinition: 'job',
    desiredCount: 2,
  }));
  return small({ simulation: { duration: '2d' }, services, workloads, ...parts });
}
