import type { UseOfTasks, UseStatistics } from '../analysis/use-statistics.ts';
import { type FargateSize, nextSmallerFargateSize } from '../catalog/fargate-sizes.ts';
import type { WorkloadFacts } from '../events/world.ts';
import { bucketOf, bucketStart, LOWEST_VALUE } from '../kernel/log-buckets.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { WINDOWS_CPU_UNITS } from '../scenario/operations/fargate-size.ts';
import { isWindows } from '../scenario/operations/os-family.ts';
import type { RequestsSpec } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Workload } from '../simulation/workload.ts';
import type { ServiceSummary, SizingFigures, SizingSummary, SmallerSize } from './outcome.ts';
import { tidy } from './tidy.ts';

const HOUR_MS = 3_600_000;
/** CPU units of a vCPU, MiB of a GiB. */
const UNIT = 1024;
/** Beyond this part of a CPU requests take five times their work, and soon ten and twenty times (autoscaling: ). */
const TIGHT = 0.8;
/** Tasks whose p95 is this part of their hard limit want more than they get. */
const AT_LIMIT = 0.95;
/** When a larger part of the requests is refused or times out, tasks have too little. */
const FEW_FAILURES = 0.001;
/** CPU units: uses are told to a thousandth. */
const ROUNDING_CPU = 0.002;

/** What the tasks of each service and definition used, in the order of the workloads; `services` by `cluster/name`. */
export function rightSizing(
  simulation: Simulation,
  uses: UseStatistics,
  services: Readonly<Record<string, ServiceSummary>>,
): SizingSummary[] {
  const { workloads, workloadStates, scenario, throttled, definitions, now } = simulation;
  const rows = new Map<string, Row>();
  for (const [workload, facts] of workloads.entries()) {
    const use = uses.use(workload, now);
    if (use === null) continue;
    const key = JSON.stringify([facts.service, facts.definition, facts.launchType]);
    const known = rows.get(key);
    const state = workloadStates[workload]!;
    const load = scenario.loads.find(({ service }) => service === state.service);
    const isThrottled = throttled.workloads.includes(workload);
    if (known === undefined)
      rows.set(key, { facts, state, requests: load?.requests ?? null, use, isThrottled });
    else {
      known.use = together(known.use, use);
      known.isThrottled ||= isThrottled;
    }
  }
  return [...rows.values()].map((row) => {
    const { facts, state, requests, use } = row;
    const { usage } = state.spec;
    return {
      service: facts.service,
      taskDefinition: definitions[facts.definition]!.label,
      taskHours: tidy(use.taskMs / HOUR_MS),
      vcpu: figures(use.cpu, facts.need.cpu, requests !== null || usage.cpu !== 1),
      memoryGib: figures(use.memory, facts.need.memory, (requests?.memoryMib ?? 0) > 0 || usage.memory !== 1),
      strain: strainOf(row, services[facts.service]),
      smaller: smallerOf(row),
    };
  });
}

interface Row {
  readonly facts: WorkloadFacts;
  readonly state: Workload;
  /** `null`: nothing comes to these tasks. */
  readonly requests: RequestsSpec | null;
  use: UseOfTasks;
  isThrottled: boolean;
}

function together(a: UseOfTasks, b: UseOfTasks): UseOfTasks {
  const both = { cpu: new LogHistogram(), memory: new LogHistogram(), taskMs: a.taskMs + b.taskMs };
  for (const { cpu, memory } of [a, b]) {
    both.cpu.merge(cpu, 1);
    both.memory.merge(memory, 1);
  }
  return both;
}

/** Who uses another amount than is reserved, though nobody has said so, was kept from it by neighbours. */
function figures(use: LogHistogram, reserved: number, isStated: boolean): SizingFigures {
  const amount = (value: number) => tidy(value / UNIT);
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((fraction) => amount(use.quantile(fraction)));
  const size = amount(reserved);
  const isAll = p50 === size && max === size;
  return { isStated: isStated || !isAll, reserved: size, p50: p50!, p95: p95!, p99: p99!, max: max! };
}

function strainOf(
  { state, requests, use, isThrottled }: Row,
  service?: ServiceSummary,
): SizingSummary['strain'] {
  if (isThrottled) return 'cpuCredits';
  if (requests === null || service === undefined) return null;
  const { limits } = state.definition;
  if (limits.cpu !== null && use.cpu.quantile(0.95) >= AT_LIMIT * limits.cpu) return 'cpuLimit';
  const { rejected, timedOut } = service.requestsBy!;
  return rejected + timedOut > FEW_FAILURES * service.requests! ? 'requests' : null;
}

/** The next size of Fargate's table; on instances half of the present one. */
function smallerOf(row: Row): SmallerSize | null {
  const { facts, requests, use } = row;
  const { launchType, need } = facts;
  const smaller =
    launchType === 'FARGATE'
      ? smallerOnFargate(need, isWindows(row.state.definition.osFamily))
      : { cpu: need.cpu / 2, memory: need.memory / 2, priceShare: null };
  if (smaller === null || hasNeverServed(row)) return null;
  return {
    vcpu: tidy(smaller.cpu / UNIT),
    memoryGib: tidy(smaller.memory / UNIT),
    cpuExceeded: tidy(shareAbove(use.cpu, smaller.cpu)),
    memoryExceeded: tidy(shareAbove(use.memory, smaller.memory)),
    cpuTight: requests === null ? null : tidy(shareAbove(use.cpu, TIGHT * smaller.cpu)),
    priceShare: smaller.priceShare === null ? null : tidy(smaller.priceShare),
  };
}

/** Windows has fewer sizes, and a licence for each vCPU (ecs, billing:F9); their prices differ alike everywhere. */
function smallerOnFargate(need: FargateSize, windows: boolean): ReturnType<typeof nextSmallerFargateSize> {
  if (!windows) return nextSmallerFargateSize(need);
  return nextSmallerFargateSize(need, 0.046552 + 0.046, 0.00511175, WINDOWS_CPU_UNITS);
}

/** Requests would have shown in the CPU that tasks use. */
function hasNeverServed({ facts, state, requests, use }: Row): boolean {
  if (requests === null || requests.cpuTime.meanMs === 0) return false;
  return use.cpu.quantile(1) <= state.spec.usage.cpu * facts.need.cpu + ROUNDING_CPU;
}

/**
 * The part of the time above a size, from 0 to 1. Uses are known by buckets, 64 to a doubling, and a size is where one begins:
 * who is in that one uses the size itself much rather than a little more.
 */
function shareAbove(use: LogHistogram, size: number): number {
  return use.beyond(size < LOWEST_VALUE ? size : bucketStart(bucketOf(size) + 1));
}
