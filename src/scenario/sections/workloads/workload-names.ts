import type { Findings } from '../../findings.ts';
import { nameOf } from '../../names.ts';
import { describeValue } from '../../reading/problem.ts';
import { elbName } from '../load-balancing/elb-name.ts';

interface Nameable {
  readonly name?: string | undefined;
  readonly taskDefinition?: string | undefined;
  readonly trace?: { readonly file: string } | undefined;
  readonly service?: string | undefined;
  readonly loadBalancer?: string | undefined;
}

/**
 * A name for each workload: its own, else its family, its trace's file without the folder, its service or its load balancer,
 * then -2, -3 where that is taken. Two own names that are equal are a problem.
 */
export function nameWorkloads(workloads: readonly (Nameable | null)[], findings: Findings): string[] {
  const taken = new Set<string>();
  for (const [i, workload] of workloads.entries()) {
    const name = workload?.name;
    if (name === undefined) continue;
    if (taken.has(name))
      findings.add(
        ['workloads', i, 'name'],
        'a name that no other workload has',
        `${describeValue(name)} once more`,
      );
    taken.add(name);
  }
  return workloads.map((workload) => {
    if (workload?.name !== undefined) return workload.name;
    const stem = stemOf(workload);
    let name = stem;
    for (let n = 2; taken.has(name); n++) name = `${stem}-${n}`;
    taken.add(name);
    return name;
  });
}

function stemOf(workload: Nameable | null): string {
  const { taskDefinition, trace, service, loadBalancer } = workload ?? {};
  if (trace !== undefined) return trace.file.split('/').at(-1)!;
  if (service !== undefined) return nameOf(service);
  if (loadBalancer !== undefined) return elbName(loadBalancer);
  return taskDefinition === undefined ? 'workload' : nameOf(taskDefinition).split(':')[0]!;
}
