import { Quantity } from '../analysis/level-statistics.ts';
import { meanMs } from '../environment/distributions/draw.ts';
import type { Warning } from '../events/warning.ts';
import { proxySize } from '../requests/balancing/service-connect.ts';
import { launchableInstances } from '../scenario/launchable-instances.ts';
import { askedItems } from '../scenario/operations/capacity-provider-strategy.ts';
import type { ClusterSpec, ContainerInstanceSpec, Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import { formatDuration } from '../units/duration.ts';
import { tooManyWait } from './assertions.ts';
import { fleetWarnings } from './fleet-warnings.ts';
import type { ServiceSummary, StreamedOutcome } from './outcome.ts';
import { passedQuotas } from './quota-warnings.ts';
import type { RunParts } from './run.ts';

/** More than this between the halves of a run is no steady state. */
const STEADY = 0.05;
/** A mean under so many steps of a coarsened grid is worth a warning. */
const STEPS_IN_A_MEAN = 50;

/** Tasks whose p95 is this much of their CPU have none left. */
const FULL_CPU_PERCENT = 95;
/** Nobody waits for longer than this. */
const LONG_RESPONSE_MS = 10_000;

/** A warning lists no more than this. */
const MOST_LISTED = 6;

/** What the reader of an outcome should know before trusting it, in plain words. */
export function outcomeWarnings(
  scenario: Scenario,
  simulation: Simulation,
  outcome: StreamedOutcome,
  parts: RunParts,
): Warning[] {
  return [
    ...scenario.warnings,
    ...parts.priceWarnings(),
    ...notModelled(scenario),
    ...traceWarnings(parts),
    ...roundedUp(outcome),
    ...eniLimitBinds(scenario, outcome),
    ...withoutAddress(simulation),
    ...killedForMemory(simulation),
    ...creditsUsedUp(simulation),
    ...requestsBeforeTasks(scenario, simulation, outcome, parts),
    ...overloaded(outcome),
    ...heldAtMaximum(simulation, parts),
    ...fleetWarnings(simulation, parts),
    ...proxies(scenario, simulation, parts),
    ...refusedActions(simulation),
    ...passedQuotas(scenario, simulation),
    ...pending(outcome),
    ...transient(parts, scenario.simulation),
    ...coarse(scenario),
  ];
}

/** A service or a group at its maximum says so. */
function heldAtMaximum({ scalableTargets, startMs }: Simulation, { scaling }: RunParts): Warning[] {
  return scalableTargets.flatMap(({ spec, index }) => {
    const { heldAtMaximum: count, mostWanted, heldAt, heldFirstAt } = scaling.target(index);
    if (count === 0) return [];
    const message = `${spec.resourceId} was at its maximum capacity of ${heldAt} when its policies wanted more, up to ${mostWanted} ${spec.scales.of === 'service' ? 'tasks' : 'instances'}.`;
    return [{ code: 'at-maximum-capacity', message, count, firstAt: formatInstant(startMs + heldFirstAt) }];
  });
}

/** What bears on a run of this scenario and is not modelled, where the file itself does not ask for it. */
function notModelled({ workloads, services, capacityProviders, autoScalingGroups }: Scenario): Warning[] {
  const warnings: Warning[] = [];
  const add = (code: string, message: string) => warnings.push({ code, message, count: 1, firstAt: '' });
  const asked = [...workloads, ...services].flatMap((launched) =>
    [launched.capacityProviderStrategy, ...(launched.laterStrategies ?? [])].flatMap((items) =>
      askedItems(items),
    ),
  );
  if (asked.some(({ provider }) => capacityProviders[provider]!.kind === 'FARGATE_SPOT'))
    add(
      'spot-without-interruptions',
      'Tasks on FARGATE_SPOT pay the Spot price and are never interrupted or short of capacity: neither is modelled yet.',
    );
  if (autoScalingGroups.flatMap(launchableInstances).some(({ spot }) => spot !== null))
    add(
      'spot-without-interruptions',
      'Spot Instances of Auto Scaling groups pay a constant Spot price and are never interrupted or short of capacity: neither is modelled yet.',
    );
  return warnings;
}

function entriesOf({ containerInstances, idealFleet }: ClusterSpec): readonly ContainerInstanceSpec[] {
  return idealFleet === null ? containerInstances : [...containerInstances, idealFleet];
}

/** Network interfaces kept tasks waiting: how many there are, and what ENI trunking would make of them (ecs:R-2.9, R-2.10). */
function eniLimitBinds(
  { clusters, workloads, services, taskDefinitions }: Scenario,
  outcome: StreamedOutcome,
): Warning[] {
  const count = outcome.tasks.placementFailures['RESOURCE:ENI'] ?? 0;
  if (count === 0) return [];
  const isInAwsvpc = (index: number) => taskDefinitions[index]!.networkMode === 'awsvpc';
  const launched = [
    ...workloads.map((workload) => ({ ...workload, taskDefinitionIndexes: [workload.taskDefinitionIndex] })),
    ...services,
  ];
  const busy = launched.flatMap(({ cluster, launchType, taskDefinitionIndexes }) =>
    launchType === 'EC2' && taskDefinitionIndexes.some(isInAwsvpc) ? [cluster] : [],
  );
  const entries = clusters.filter(({ clusterName }) => busy.includes(clusterName)).flatMap(entriesOf);
  const limits = entries.flatMap(({ name, ec2InstanceType, awsvpcTasks, awsvpcTasksTrunked }) => {
    if (awsvpcTasks === null) return [];
    const trunked = awsvpcTasksTrunked === undefined ? '' : ` (${awsvpcTasksTrunked} with ENI trunking)`;
    return [`${ec2InstanceType ?? name} has ${awsvpcTasks}${trunked}`];
  });
  const helps = entries.some(({ awsvpcTasksTrunked }) => awsvpcTasksTrunked !== undefined)
    ? ' Trunking is on with `accountSettings: [{ name: awsvpcTrunking, value: enabled }]`.'
    : '';
  const message = `Network interfaces kept tasks in awsvpc mode waiting. For tasks ${firstOf([...new Set(limits)])}.${helps}`;
  return [{ code: 'eni-limit-binds', message, count, firstAt: '' }];
}

/** A long list by its beginning. */
function firstOf(texts: readonly string[]): string {
  const more = texts.length - MOST_LISTED;
  return texts.slice(0, MOST_LISTED).join(', ') + (more > 0 ? ` and ${more} others` : '');
}

function traceWarnings({ traces }: RunParts): Warning[] {
  return traces.flatMap((trace) =>
    trace.notes().map(({ code, message, count }) => ({ code, message, count, firstAt: '' })),
  );
}

function roundedUp({ tasks: { roundedUp } }: StreamedOutcome): Warning[] {
  const { tasks, vcpu, memoryGib } = roundedUp;
  if (tasks === 0) return [];
  const message = `${tasks} tasks asked for a size that Fargate does not have and got the cheapest that holds it: together ${vcpu} vCPU and ${memoryGib} GiB more than they asked for.`;
  return [{ code: 'fargate-size-rounded-up', message, count: tasks, firstAt: '' }];
}

function withoutAddress({ withoutAddress: { tasks, firstAt }, startMs }: Simulation): Warning[] {
  if (tasks === 0) return [];
  const message = `${tasks} tasks failed to start because no subnet of theirs in their zone had an address left; ECS does not start them again.`;
  return [
    { code: 'subnet-without-addresses', message, count: tasks, firstAt: formatInstant(startMs + firstAt) },
  ];
}

function killedForMemory({ killed: { tasks, firstAt }, startMs }: Simulation): Warning[] {
  if (tasks === 0) return [];
  const message = `${tasks === 1 ? 'A container was' : `${tasks} containers were`} killed because a task used more memory than its limit, or the tasks of an instance more than it has (OutOfMemoryError, exit code 137).`;
  return [{ code: 'out-of-memory', message, count: tasks, firstAt: formatInstant(startMs + firstAt) }];
}

function creditsUsedUp({ throttled: { instances, firstAt }, startMs }: Simulation): Warning[] {
  if (instances === 0) return [];
  const message = `${instances === 1 ? 'A burstable instance' : `${instances} burstable instances`} had no CPU credits left while tasks wanted more than its baseline, and ${instances === 1 ? 'was' : 'were'} held to it.`;
  const at = formatInstant(startMs + firstAt);
  return [{ code: 'cpu-credits-used-up', message, count: instances, firstAt: at }];
}

/** Requests that fail because a run begins without tasks tell of the run and not of the service. */
function requestsBeforeTasks(
  scenario: Scenario,
  { services, clusters }: Simulation,
  outcome: StreamedOutcome,
  { timeline }: RunParts,
): Warning[] {
  if (scenario.simulation.warmUpMs > 0) return [];
  const first = timeline.table.steps[0]?.requests;
  const early = services.flatMap(({ name }, service) => {
    const { requestsBy, unavailableSeconds, running } = outcome.services[name]!;
    const failed = first?.[1 + clusters.length + service]?.failed ?? 0;
    const hadNoTask = (requestsBy?.noTarget ?? 0) > 0 && (unavailableSeconds ?? 0) > 0;
    const wasToRun = scenario.services[service]!.desiredCount > 0 && running.max > 0;
    return failed > 0 && hadNoTask && wasToRun ? [name] : [];
  });
  if (early.length === 0) return [];
  const message = `Requests came before the first tasks were ready, and failed: ${firstOf(early)}. With a \`simulation.warmUp\`, of 10m perhaps, they are not counted.`;
  return [{ code: 'requests-before-tasks', message, count: early.length, firstAt: '' }];
}

/** More than it can serve comes to a service, and users notice. */
function overloaded({
  services,
  simulation: { durationSeconds, warmUpSeconds },
}: StreamedOutcome): Warning[] {
  const told = Object.entries(services).flatMap(([name, service]) => {
    const effect =
      service.queue === null ? onUsers(service) : onQueue(service, durationSeconds - warmUpSeconds);
    return effect === null ? [] : [`${name} (${effect})`];
  });
  if (told.length === 0) return [];
  const message = `More came than could be served: ${firstOf(told)}.`;
  return [{ code: 'overloaded', message, count: told.length, firstAt: '' }];
}

/** `null`: tasks had CPU left, or hardly anybody was kept waiting by those that had none. */
function onUsers({ requests, requestsBy, latencyMs, cpuUtilization }: ServiceSummary): string | null {
  if (!requests || (cpuUtilization?.p95 ?? 0) < FULL_CPU_PERCENT) return null;
  const { rejected, timedOut } = requestsBy!;
  const percent = (100 * (rejected + timedOut)) / requests;
  if (percent >= 1) return `${threeDigits(percent)} % of the requests refused or timed out`;
  const p99 = latencyMs?.p99 ?? 0;
  return p99 > LONG_RESPONSE_MS ? `p99 ${formatDuration(p99)}` : null;
}

/** `null`: what was left at the end was the work of a minute at most. */
function onQueue({ queue, requestsBy }: ServiceSummary, seconds: number): string | null {
  const left = queue!.messagesAtEnd;
  const { served } = requestsBy!;
  if (left * seconds <= 60 * served) return null;
  const work =
    served === 0 ? 'and none done' : `the work of ${formatDuration((left / served) * seconds * 1000)}`;
  return `${left} messages left, ${work}`;
}

/** What Service Connect's proxy takes of a task is the scenario's to say; AWS advises how much that is (ecs:R-8.3). */
function proxies(
  { clusters, services }: Scenario,
  simulation: Simulation,
  { timeline }: RunParts,
): Warning[] {
  const { steps } = timeline.table;
  const connected = services.flatMap(({ discovery }, i) => (discovery.kind === 'serviceConnect' ? [i] : []));
  const tasks = services.reduce((sum, { desiredCount }) => sum + desiredCount, 0);
  const advice = connected.map((service) => {
    const scope = 1 + clusters.length + service;
    const perTask = steps.map(({ requests, levels }) => {
      const came = requests?.[scope]?.requests ?? 0;
      return (came * 1000) / timeline.stepMs / Math.max(1, levels[scope]![Quantity.running]!);
    });
    const peakPerSecond = perTask.reduce((most, rate) => Math.max(most, rate), 0);
    const { cpu, memory } = proxySize({ peakPerSecond, services: connected.length, tasks });
    return `${simulation.services[service]!.name} ${cpu} CPU units and ${memory} MiB`;
  });
  if (advice.length === 0) return [];
  const message = `Service Connect runs a proxy in each task, for which AWS advises to add: ${firstOf(advice)}. What it uses counts here only as far as \`usage\` says.`;
  return [{ code: 'service-connect-proxies', message, count: advice.length, firstAt: '' }];
}

function refusedActions({ refusedActions: refused, startMs }: Simulation): Warning[] {
  return refused.map(({ at, message }) => ({
    code: 'action-without-effect',
    message,
    count: 1,
    firstAt: formatInstant(startMs + at),
  }));
}

function pending(outcome: StreamedOutcome): Warning[] {
  const { started, placementFailures, pendingAtEnd } = outcome.tasks;
  if (!tooManyWait(outcome)) return [];
  const [reason] = Object.keys(placementFailures);
  const message =
    started === 0
      ? `None of ${pendingAtEnd.count} tasks had started when the run ended${reason === undefined ? '' : `; they were refused for ${reason}`}.`
      : `${pendingAtEnd.count} ${pendingAtEnd.count === 1 ? 'task' : 'tasks'} had not started when the run ended, the oldest after ${formatDuration(pendingAtEnd.oldestSeconds * 1000)}: the waits are those of the tasks that did start, so they look shorter than they are.`;
  return [{ code: 'tasks-pending-at-end', message, count: pendingAtEnd.count, firstAt: '' }];
}

/** A run whose halves differ is still filling or emptying: the step of the timeline next to the middle parts them. */
function transient(
  {
    timeline: {
      table: { steps },
    },
  }: RunParts,
  { warmUpMs }: Scenario['simulation'],
): Warning[] {
  const last = steps.at(-1);
  if (last === undefined) return [];
  const middle = (warmUpMs + last.at) / 2;
  const half = steps.findLast(({ at }) => at <= middle) ?? steps[0]!;
  if (half === last) return [];
  const first = half.runningMs / (half.at - warmUpMs);
  const second = (last.runningMs - half.runningMs) / (last.at - half.at);
  if (Math.abs(second - first) <= STEADY * first) return [];
  const message = `On average ${threeDigits(first)} tasks ran in the first half and ${threeDigits(second)} in the second: the run is not in a steady state, so its means and its monthly figure describe this stretch of time and not a typical one.`;
  return [{ code: 'transient', message, count: 1, firstAt: '' }];
}

/** For people: whole from a hundred on. */
function threeDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A grid that is coarse beside the times drawn on it bends them. */
function coarse({ simulation: { resolutionMs }, workloads }: Scenario): Warning[] {
  if (resolutionMs === 1) return [];
  return workloads.flatMap(({ name, source }) => {
    if (source.kind !== 'arrivals' || source.duration.kind === 'work') return [];
    if (meanMs(source.duration) >= STEPS_IN_A_MEAN * resolutionMs) return [];
    const message = `Workload ${name}: its mean duration, ${formatDuration(meanMs(source.duration))}, is under ${STEPS_IN_A_MEAN} steps of simulation.resolution (${formatDuration(resolutionMs)}), so rounding to the grid shows in its figures.`;
    return [{ code: 'coarse-resolution', message, count: 1, firstAt: '' }];
  });
}
