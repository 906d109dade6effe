import type * as z from 'zod';
import type { InstanceTypes } from '../catalog/instance-types.ts';
import type { RegionPrices } from '../catalog/region-prices.ts';
import type { InputFiles } from '../environment/input-files.ts';
import type { LoadContext } from './context.ts';
import { decode } from './decode.ts';
import { Findings } from './findings.ts';
import { KeyMatcher } from './match-keys.ts';
import { describeValue, type Problem } from './reading/problem.ts';
import type { Scenario } from './scenario.ts';
import { digestScenario } from './scenario-digest.ts';
import { ScenarioFiles } from './scenario-files.ts';
import { DEFAULT_REGION, scenarioSchema } from './schema.ts';
import { resolveAccountSettings } from './sections/account-settings.ts';
import { resolveActions } from './sections/actions/actions.ts';
import { warnOfIdleUpdates } from './sections/actions/idle-updates.ts';
import { checkSizeChanges } from './sections/actions/update-auto-scaling-group.ts';
import { resolveAssertions } from './sections/assertions.ts';
import { resolveBuckets } from './sections/buckets.ts';
import { associatedProviders } from './sections/capacity-providers.ts';
import { resolveAlarms } from './sections/cloudwatch/alarms.ts';
import { resolveCustomMetrics } from './sections/cloudwatch/custom-metrics.ts';
import { checkRestarts } from './sections/endless-restarts.ts';
import { resolveFailures } from './sections/failures.ts';
import { loadsByService } from './sections/figures-of-loads.ts';
import { checkLaunches } from './sections/fleet/endless-launches.ts';
import { resolveFleet } from './sections/fleet/resolve-fleet.ts';
import { withGroupTargets } from './sections/fleet/scaling/group-targets.ts';
import { warnOfImageLives } from './sections/image-warnings.ts';
import { ImageSizes } from './sections/images.ts';
import { KmsKeys } from './sections/kms-keys.ts';
import { warnOfIdleBalancing } from './sections/load-balancing/idle-balancing.ts';
import { resolveLoadBalancers } from './sections/load-balancing/load-balancers.ts';
import { TargetGroups } from './sections/load-balancing/target-groups.ts';
import { warnOfLogs } from './sections/log-configuration.ts';
import { resolveLogGroups } from './sections/log-groups.ts';
import { resolveNatGateways } from './sections/network/nat-gateways.ts';
import { checkNetworkPrices } from './sections/network/network-prices.ts';
import { resolveVpcEndpoints } from './sections/network/vpc-endpoints.ts';
import { resolvePricing } from './sections/pricing/pricing.ts';
import { checkQuotas, resolveQuotas } from './sections/quotas.ts';
import { resolveSamplingRules } from './sections/sampling-rules.ts';
import { checkBoundsChanges } from './sections/scaling/bounds-changes.ts';
import { resolveScalableTargets } from './sections/scaling/scalable-targets.ts';
import { warnOfScaling } from './sections/scaling/scaling-warnings.ts';
import { resolvePrices, type ScenarioPrices } from './sections/scenario-prices.ts';
import { resolveSecretKeys } from './sections/secret-keys.ts';
import { warnOfServices } from './sections/services/service-warnings.ts';
import { resolveServices } from './sections/services/services.ts';
import { warnOfUnfoundServices } from './sections/services/unfound-services.ts';
import { withUpdates } from './sections/services/with-updates.ts';
import { resolveSimulation } from './sections/simulation.ts';
import { resolveSpeed } from './sections/speed.ts';
import { Subnets } from './sections/subnets.ts';
import { resolveTaskDefinitions } from './sections/task-definitions.ts';
import { checkTimings, resolveTimings } from './sections/timings.ts';
import { resolveWebAcls } from './sections/web-acls.ts';
import { warnOfUsage } from './sections/workloads/usage-warnings.ts';
import { resolveWorkloads } from './sections/workloads/workloads.ts';

/** What decoding takes beside the document: the catalogue, the files, and what the command line says. */
export interface DecodeOptions {
  /** The document before its uncertain numbers were drawn, which the digest is of; default: the document. */
  readonly written?: unknown;
  readonly files: InputFiles;
  readonly types: InstanceTypes;
  /** The built-in ones of the document's region. */
  readonly prices: RegionPrices;
  /** The name of a scenario that does not give itself one. */
  readonly defaultName: string;
  readonly seed?: string | undefined;
  /** Milliseconds from the start. */
  readonly until?: number | undefined;
}

/** The scenario that a document describes; only without problems is it one to be run. */
export interface DecodedScenario {
  readonly scenario: Scenario;
  /** `null` when there are problems with them. */
  readonly prices: ScenarioPrices | null;
  /** Paths are those of the document. */
  readonly problems: readonly Problem[];
}

/** Decodes, completes and checks a document: plain values, wrappers and settings dealt with. */
export function decodeScenario(document: unknown, options: DecodeOptions): DecodedScenario {
  const findings = new Findings();
  const matcher = new KeyMatcher();
  const root = matcher.match(scenarioSchema, document);
  findings.problems.push(...matcher.problems);
  for (const path of matcher.broken) findings.markBroken(path);
  if (!isMapping(root))
    findings.addBroken({
      path: [],
      expected: 'a mapping with clusters, taskDefinitions and workloads',
      received: describeValue(document),
    });
  const { scenario, prices } = resolveScenario(isMapping(root) ? root : {}, document, options, findings);
  if (findings.problems.length === 0) checkQuotas(scenario, scenario.quotas, findings);
  if (findings.problems.length === 0) checkNetworkPrices(scenario, prices, findings);
  warnOfKeys(matcher.withoutEffect, findings);
  const problems = findings.problems.map((problem) => ({
    ...problem,
    path: matcher.original(root, problem.path),
  }));
  return { scenario: { ...scenario, warnings: findings.warnings }, prices, problems };
}

type Shape = typeof scenarioSchema.shape;

function resolveScenario(
  root: Readonly<Record<string, unknown>>,
  document: unknown,
  options: DecodeOptions,
  findings: Findings,
): Pick<DecodedScenario, 'scenario' | 'prices'> {
  const { shape } = scenarioSchema;
  const section = <K extends keyof Shape>(key: K): z.output<Shape[K]> | null =>
    decode(shape[key] as z.ZodType, root[key], [key], findings) as z.output<Shape[K]> | null;
  const region = section('region') ?? DEFAULT_REGION;
  const files = new ScenarioFiles(options.files, findings);
  const stated = section('simulation') ?? shape.simulation.parse({});
  const simulation = resolveSimulation(stated, { seed: options.seed, untilMs: options.until }, findings);
  const pricing = section('pricing') ?? shape.pricing.parse({});
  const prices = resolvePrices(pricing, options.prices, { region, simulation, files, findings });
  const context: LoadContext = { findings, files, types: options.types, prices, region };
  const timings = resolveTimings(section('timings') ?? undefined);
  checkTimings(timings, findings);
  const images = new ImageSizes(section('images') ?? {}, timings['image.sizeMb']);
  const settings = {
    memoryFraction: {
      AmazonLinux: timings['instance.memoryFraction'],
      Ubuntu: timings['instance.memoryFraction.ubuntu'],
      Windows: timings['instance.memoryFraction.windows'],
    },
    rootVolumeGib: timings['ec2.rootVolumeGib'],
    ...resolveAccountSettings(root['accountSettings'], findings),
  };
  const { providers, autoScalingGroups, clusters } = resolveFleet(root, settings, context);
  const definitions = resolveTaskDefinitions(root['taskDefinitions'], images, context);
  const subnets = new Subnets(root['subnets'], context);
  const targetGroups = new TargetGroups(root['targetGroups'], context);
  const loadBalancers = resolveLoadBalancers(root['loadBalancers'], targetGroups, context);
  const natGateways = resolveNatGateways(root['natGateways'], subnets, context);
  const vpcEndpoints = resolveVpcEndpoints(root['vpcEndpoints'], context);
  const keys = new KmsKeys(root['kmsKeys'], findings);
  const buckets = resolveBuckets(root['buckets'], keys, timings['s3.bucketKeyRequests'], context);
  const billed = {
    webAcls: resolveWebAcls(root['webACLs'], loadBalancers, findings),
    samplingRules: resolveSamplingRules(root['samplingRules'], findings),
    kmsKeys: keys.paid,
    buckets: buckets.specs,
    kmsSecrets: resolveSecretKeys(root['secrets'], keys, findings),
  };
  const capacityProviders = associatedProviders(clusters.all(), providers);
  const parts = {
    simulation,
    statedDurationMs: stated.duration ?? null,
    clusters,
    capacityProviders,
    definitions,
    subnets,
    targetGroups,
  };
  const services = resolveServices(
    root['services'],
    { ...parts, durationMs: simulation.durationMs, dnsTtlMs: timings['dns.ttl'] },
    context,
  );
  const { workloads, loads, isWhole } = resolveWorkloads(
    root['workloads'],
    { ...parts, services, images, loadBalancers, called: { buckets, keys } },
    context,
  );
  const logGroups = resolveLogGroups(root['logGroups'], findings);
  const customMetrics = resolveCustomMetrics(root['customMetrics'], simulation, context);
  const metricParts = { ...parts, services, loadBalancers, loads, autoScalingGroups, customMetrics };
  const scalableTargets = resolveScalableTargets(root['scalableTargets'], metricParts, context);
  const scaled = withGroupTargets(scalableTargets, autoScalingGroups, metricParts, context);
  const alarmParts = { ...metricParts, scalableTargets: scaled, timings };
  const alarms = resolveAlarms(root['alarms'], alarmParts, context);
  const actions = resolveActions(
    root['actions'],
    { ...parts, services, scalableTargets, autoScalingGroups, workloads: isWhole ? workloads : null },
    context,
  );
  const areActionsWhole = actions.length === lengthOf(root['actions']);
  const areWhole = scalableTargets.specs.length === lengthOf(root['scalableTargets']) && areActionsWhole;
  if (areWhole && !findings.hasProblemsIn('scalableTargets'))
    checkBoundsChanges(scalableTargets.specs, actions, findings);
  if (areActionsWhole && !findings.hasProblemsIn('autoScalingGroups'))
    checkSizeChanges(autoScalingGroups.specs, actions, root['actions'], scaled.specs, findings);
  const isEmpty = lengthOf(root['workloads']) === 0 && lengthOf(root['services']) === 0;
  if (simulation.durationMs === null && isEmpty)
    findings.add(['workloads'], 'at least one workload, or a `simulation.duration`', 'neither');
  if (simulation.durationMs === null) {
    checkRestarts(workloads, definitions.specs, findings);
    checkLaunches(autoScalingGroups.specs, findings);
  }
  const updated = withUpdates(services.specs, actions);
  images.warnOfUnused(findings);
  warnOfImageLives(images, definitions.specs, updated, findings);
  warnOfServices(updated, definitions.specs, clusters.all(), findings);
  warnOfIdleUpdates(services.specs, actions, findings);
  const routingKeys = (index: number) => targetGroups.routingKeys(index);
  const balancing = { services: updated, targetGroups: targetGroups.specs, routingKeys, loads };
  warnOfIdleBalancing(balancing, findings);
  warnOfUnfoundServices(updated, loads, findings);
  warnOfUsage({ workloads, loads, services: updated, taskDefinitions: definitions.specs }, findings);
  const watching = { scalableTargets: scaled.specs, alarms: alarms.specs, named: alarms.named };
  warnOfLogs({ services: updated, loads, taskDefinitions: definitions.specs }, logGroups, findings);
  warnOfScaling({ ...watching, loads, services: updated, simulation }, findings);
  subnets.warnOfUnknown(findings);
  const scenario: Scenario = {
    name: section('name') ?? options.defaultName,
    description: section('description') ?? '',
    digest: digestScenario(options.written ?? document, files.digests()),
    region,
    simulation,
    clusters: clusters
      .all()
      .map(
        ({
          clusterName,
          capacityProviders,
          containerInstances,
          idealFleet,
          containerInsights,
          enhancedInsights,
        }) => ({
          clusterName,
          capacityProviders: capacityProviders ?? [],
          containerInstances,
          idealFleet,
          containerInsights,
          enhancedInsights,
        }),
      ),
    capacityProviders,
    autoScalingGroups: autoScalingGroups.specs,
    subnets: subnets.specs,
    taskDefinitions: definitions.specs,
    targetGroups: targetGroups.specs,
    loadBalancers: loadBalancers.all().map(({ spec }) => spec),
    natGateways,
    vpcEndpoints,
    billed,
    services: updated,
    workloads,
    loads,
    scalableTargets: scaled.specs,
    alarms: alarms.specs,
    logGroups,
    customMetrics,
    speed: resolveSpeed(section('speed') ?? {}, context),
    failures: resolveFailures(root['failures'], { ...parts, services, workloads }, context),
    actions,
    timings,
    quotas: resolveQuotas(section('quotas') ?? undefined),
    pricing: resolvePricing(pricing, context),
    assertions: resolveAssertions(
      root['assertions'],
      {
        clusters,
        capacityProviders,
        services: services.names.labels(),
        autoScalingGroups: autoScalingGroups.names.isIncomplete ? null : autoScalingGroups.names.names(),
        loads: findings.problems.length > 0 ? null : loadsByService(loads, updated),
      },
      context,
    ),
    uncertain: [],
    warnings: [],
  };
  return { scenario, prices };
}

/** One warning for all keys of the second kind. */
function warnOfKeys(keys: ReadonlyMap<string, number>, findings: Findings): void {
  if (keys.size === 0) return;
  const count = [...keys.values()].reduce((sum, times) => sum + times, 0);
  findings.warn(
    'keys-without-effect',
    `Known to AWS, without effect here: ${[...keys.keys()].sort().join(', ')}.`,
    count,
  );
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
