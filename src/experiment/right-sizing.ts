import type { UseOfTasks, UseStatistics } from '../analysis/use-statistics.ts';
import { nextSmallerFargateSize } from '../catalog/fargate-sizes.ts';
import type { WorkloadFacts } from '../events/world.ts';
import { bucketOf, bucketStart, LOWEST_VALUE } from '../kernel/log-buckets.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { SizingFigures, SizingSummary, SmallerSize } from './outcome.ts';
import { tidy } from './tidy.ts';

const HOUR_MS = 3_600_000;
/** CPU units of a vCPU, MiB of a GiB. */
const UNIT = 1024;

/** What the tasks of each service and definition used, in the order of the workloads. */
export function rightSizing(
  { workloads, definitions, now }: Simulation,
  uses: UseStatistics,
): SizingSummary[] {
  const rows = new Map<string, { readonly facts: WorkloadFacts; use: UseOfTasks }>();
  for (const [workload, facts] of workloads.entries()) {
    const use = uses.use(workload, now);
    if (use === null) continue;
    const key = JSON.stringify([facts.service, facts.definition, facts.launchType]);
    const known = rows.get(key);
    if (known === undefined) rows.set(key, { facts, use });
    else known.use = together(known.use, use);
  }
  return [...rows.values()].map(({ facts, use }) => ({
    service: facts.service,
    taskDefinition: definitions[facts.definition]!.label,
    taskHours: tidy(use.taskMs / HOUR_MS),
    vcpu: figures(use.cpu, facts.need.cpu),
    memoryGib: figures(use.memory, facts.need.memory),
    smaller: smallerOf(facts, use),
  }));
}

function together(a: UseOfTasks, b: UseOfTasks): UseOfTasks {
  const both = { cpu: new LogHistogram(), memory: new LogHistogram(), taskMs: a.taskMs + b.taskMs };
  for (const { cpu, memory } of [a, b]) {
    both.cpu.merge(cpu, 1);
    both.memory.merge(memory, 1);
  }
  return both;
}

function figures(use: LogHistogram, reserved: number): SizingFigures {
  const amount = (value: number) => tidy(value / UNIT);
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((fraction) => amount(use.quantile(fraction)));
  return { reserved: amount(reserved), p50: p50!, p95: p95!, p99: p99!, max: max! };
}

/** The next size of Fargate's table; on instances half of the present one. */
function smallerOf({ launchType, need }: WorkloadFacts, { cpu, memory }: UseOfTasks): SmallerSize | null {
  const smaller =
    launchType === 'FARGATE'
      ? nextSmallerFargateSize(need)
      : { cpu: need.cpu / 2, memory: need.memory / 2, priceShare: null };
  if (smaller === null) return null;
  return {
    vcpu: tidy(smaller.cpu / UNIT),
    memoryGib: tidy(smaller.memory / UNIT),
    cpuExceeded: tidy(shareAbove(cpu, smaller.cpu)),
    memoryExceeded: tidy(shareAbove(memory, smaller.memory)),
    priceShare: smaller.priceShare === null ? null : tidy(smaller.priceShare),
  };
}

/**
 * The part of the time above a size, from 0 to 1. Uses are known by buckets, 64 to a doubling, and a size is where one begins:
 * who is in that one uses the size itself much rather than a little more.
 */
function shareAbove(use: LogHistogram, size: number): number {
  return use.beyond(size < LOWEST_VALUE ? size : bucketStart(bucketOf(size) + 1));
}
