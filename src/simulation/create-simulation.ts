import { zonesOf } from '../catalog/zones.ts';
import type { Observer } from '../events/observer.ts';
import { GroupCounts } from '../model/group-counts.ts';
import { NONE } from '../model/task-table.ts';
import { PlacementIndex } from '../policies/placement/index/placement-index.ts';
import type { PlacementRules } from '../policies/placement/place-task.ts';
import type { PlacementView } from '../policies/placement/placement.ts';
import type { ActionSpec } from '../scenario/action-spec.ts';
import { isWindows } from '../scenario/operations/os-family.ts';
import { reservedPorts } from '../scenario/operations/register-container-instance.ts';
import type { ClusterSpec, ContainerInstanceSpec, Scenario, WorkloadSpec } from '../scenario/scenario.ts';
import { createService } from './api/create-service.ts';
import { activate, registerContainerInstance } from './api/register-container-instance.ts';
import { armArrival, refillArrivals } from './arrivals.ts';
import { compileRules } from './compile-rules.ts';
import { fargateCountsNeeded } from './fargate-counts.ts';
import { openGroups } from './groups/open-groups.ts';
import { constantUse, sharesHosts } from './hosts/shares-hosts.ts';
import { InstanceSubject } from './instance-subject.ts';
import { FIRST_REASONS } from './life.ts';
import { openLoads } from './load/open-loads.ts';
import { setFirstMetrics } from './metrics/open-metrics.ts';
import { setFirstPredictions } from './scaling/predictions.ts';
import { setFirstScheduledActions } from './scaling/scheduled-actions.ts';
import { serviceName, serviceWorkloads } from './services/service-workloads.ts';
import { type Cluster, Simulation } from './simulation.ts';
import { Phase, TimerKind } from './timer-kind.ts';
import { compileWorkload, type TraceTaskSource } from './workload.ts';

/** Gives the source of a trace's tasks; bytes are pushed into it from outside. */
export type TraceSources = (workload: WorkloadSpec) => TraceTaskSource;

/** A run that has not begun: clusters and instances registered, workloads compiled, the first timers set. */
export function createSimulation(
  scenario: Scenario,
  observers: readonly Observer[] = [],
  traceSources: TraceSources = noTraces,
): Simulation {
  const simulation = new Simulation(scenario, observers);
  simulation.reasons.push(...FIRST_REASONS);
  for (const {
    family,
    revision,
    architecture,
    osFamily,
    ephemeralStorageGib,
    networkMode,
    containers,
    hostPorts,
  } of scenario.taskDefinitions)
    simulation.definitions.push({
      label: `${family}:${revision}`,
      arm: architecture === 'ARM64',
      windows: isWindows(osFamily),
      ephemeralStorageGib,
      networkMode,
      containers,
      hostPorts: hostPorts.map(({ port, protocol }) => `${protocol}/${port}`),
    });
  for (const cluster of scenario.clusters) addCluster(simulation, cluster);
  compileWorkloads(simulation, traceSources);
  for (const cluster of scenario.clusters) registerFixedInstances(simulation, cluster);
  openGroups(simulation, (cluster, instances) => addEntry(simulation, cluster, instances, false));
  for (const [index, spec] of scenario.services.entries())
    createService(
      simulation,
      spec,
      simulation.workloadStates.filter(({ service }) => service === index).map((workload) => workload.index),
    );
  openLoads(simulation);
  setFirstMetrics(simulation);
  setFirstScheduledActions(simulation);
  setFirstPredictions(simulation);
  setFirstTimers(simulation);
  return simulation;
}

function addCluster(simulation: Simulation, spec: ClusterSpec): void {
  const index = simulation.clusters.push(spec.clusterName) - 1;
  const { region, subnets } = simulation.scenario;
  const zones = [
    ...new Set(
      [...zonesOf(region), ...subnets.map((subnet) => subnet.availabilityZone)].map((zone) =>
        simulation.zone(zone),
      ),
    ),
  ];
  simulation.clusterStates.push({
    name: spec.clusterName,
    index,
    view: makeView(simulation, spec.idealFleet !== null),
    placementIndex: new PlacementIndex(),
    sharesHosts: sharesHosts(simulation.scenario, spec.clusterName),
    usesGroups: false,
    asksAboutTasks: false,
    idealEntry: spec.idealFleet === null ? -1 : addEntry(simulation, index, spec.idealFleet, true),
    closed: [],
    queues: [],
    waiting: 0,
    provisioning: 0,
    changed: [],
    passIsSet: false,
    looksAtAll: false,
    fargateByZone: Array.from({ length: fargateCountsNeeded(simulation) }, () => zones.map(() => 0)),
    fargateZones: zones,
  });
}

function makeView(simulation: Simulation, ideal: boolean): PlacementView {
  const subject = new InstanceSubject(simulation);
  return {
    fleet: simulation.fleet,
    groups: new GroupCounts(simulation.fleet),
    members: new Int32Array(64),
    memberCount: 0,
    lastPlaced: NONE,
    ideal,
    subjectOf(instance) {
      subject.instance = instance;
      return subject;
    },
  };
}

function addEntry(
  simulation: Simulation,
  cluster: number,
  spec: ContainerInstanceSpec,
  ideal: boolean,
): number {
  const {
    name,
    ec2InstanceType,
    countedAs,
    hourlyPrice,
    spot,
    registered,
    attributes,
    agentVersion,
    volumes,
  } = spec;
  const { cpu, memory } = registered;
  const provider = simulation.providers.findIndex((other) => other.name === spec.capacityProvider);
  const facts = {
    name,
    ec2InstanceType,
    countedAs,
    cluster,
    ideal,
    hourlyPrice,
    spot,
    cpu,
    memory,
    provider,
    volumes,
    attributes,
    publicIp: spec.associatePublicIpAddress,
    unlimitedBaselineVcpu: spec.burstable?.mode === 'unlimited' ? spec.burstable.baselineVcpu : null,
  };
  simulation.entrySpecs.push(spec);
  return simulation.entries.push({ ...facts, agentVersion, reservedPorts: reservedPorts(spec.osFamily) }) - 1;
}

function compileWorkloads(simulation: Simulation, traceSources: TraceSources): void {
  const { scenario } = simulation;
  const images = new Map<string, number>();
  const imageIndex = (image: string): number => {
    const known = images.get(image);
    if (known !== undefined) return known;
    images.set(image, images.size);
    simulation.images.push(image);
    simulation.imageReadyAt.push(new Float64Array(0));
    return images.size - 1;
  };
  for (const [index, spec] of [...scenario.workloads, ...serviceWorkloads(scenario)].entries()) {
    const cluster = simulation.clusters.indexOf(spec.cluster);
    const { family } = scenario.taskDefinitions[spec.taskDefinitionIndex]!;
    let stem = simulation.stems.findIndex((candidate) => candidate.name === family);
    if (stem < 0) stem = simulation.stems.push({ name: family, count: 0 }) - 1;
    const group = simulation.groupNames.hold(spec.group);
    const rules = rulesByProvider(simulation, simulation.clusterStates[cluster]!, spec);
    const workload = compileWorkload(scenario, spec, index, {
      cluster,
      stem,
      group,
      rules,
      imageIndex,
      traceSource: traceSources,
    });
    simulation.workloadStates.push(workload);
    simulation.workloads.push({
      name: spec.name,
      cluster,
      definition: spec.taskDefinitionIndex,
      launchType: spec.launchType,
      service: workload.service === NONE ? '' : serviceName(scenario.services[workload.service]!),
      publicIp: spec.launchType === 'FARGATE' && spec.assignPublicIp,
      managedVolume: spec.managedVolume ?? null,
      isDaemon: scenario.services[workload.service]?.schedulingStrategy === 'DAEMON',
      usage: constantUse(simulation, workload),
      need: { cpu: workload.definition.need.cpu, memory: workload.definition.need.memory },
      isSizedByRows: spec.source.kind === 'trace',
    });
  }
}

/** None for Fargate, which asks nobody where its tasks go. */
function rulesByProvider(simulation: Simulation, cluster: Cluster, spec: WorkloadSpec): PlacementRules[] {
  const rules: PlacementRules[] = [];
  if (spec.launchType === 'FARGATE') return rules;
  const strategies = [spec.capacityProviderStrategy, ...(spec.laterStrategies ?? [])];
  const providers = strategies.flatMap((items) =>
    items.length === 0 ? [NONE] : items.map(({ provider }) => provider),
  );
  for (const provider of new Set(providers))
    rules[provider + 1] = compileRules(simulation, cluster, spec, provider);
  return rules;
}

function registerFixedInstances(simulation: Simulation, spec: ClusterSpec): void {
  const cluster = simulation.clusterStates[simulation.clusters.indexOf(spec.clusterName)] as Cluster;
  for (const entry of spec.containerInstances) {
    const index = addEntry(simulation, cluster.index, entry, false);
    for (let i = 0; i < entry.count; i++) {
      const number = simulation.nextInstanceNumber(entry.name);
      const zone = simulation.zone(entry.availabilityZones[i % entry.availabilityZones.length]!);
      activate(simulation, registerContainerInstance(simulation, cluster, index, entry, number, zone));
    }
  }
}

function setFirstTimers(simulation: Simulation): void {
  const { scenario, timers, observers } = simulation;
  for (const [index, action] of scenario.actions.entries()) {
    if (action.kind === 'updateContainerInstancesState' && action.status === 'ACTIVE')
      simulation.activationsDue++;
    if (action.kind === 'registerContainerInstances') simulation.registrationsDue++;
    if (changesGroup(action)) simulation.groupUpdatesDue++;
    timers.push(onGrid(action.atMs, scenario.simulation.resolutionMs), Phase.END, TimerKind.ACTION, index, 0);
  }
  for (const [index, observer] of observers.entries()) {
    const at = observer.firstSampleMs();
    if (at < 0) continue;
    timers.push(at, Phase.SAMPLE, TimerKind.SAMPLE, index, 0);
  }
  simulation.nextArrivals = new Float64Array(simulation.workloadStates.length).fill(-1);
  refillArrivals(simulation);
  armArrival(simulation);
}

function noTraces(workload: WorkloadSpec): TraceTaskSource {
  throw new RangeError(
    `createSimulation: workload "${workload.name}" replays a trace, so a source of its rows must be given.`,
  );
}

/** The nearest step; an action may be at the start. */
function onGrid(ms: number, resolutionMs: number): number {
  return Math.round(ms / resolutionMs) * resolutionMs;
}

/** Whether a task may wait for it: with another size or other instances, or once it launches again, its group may have room. */
function changesGroup(action: ActionSpec): boolean {
  if (action.kind === 'suspendProcesses') return !action.suspended;
  return action.kind === 'updateAutoScalingGroup' || action.kind === 'startInstanceRefresh';
}
