/** What an assertion can be about: `null` is a value, `'*'` a value or group under any name. */
export type OutcomePaths = { readonly [name: string]: OutcomePaths | null | '*' };

const COUNT_OVER_TIME: OutcomePaths = { mean: null, min: null, max: null };

const SCALING_PATHS: OutcomePaths = {
  out: null,
  in: null,
  minCapacity: null,
  maxCapacity: null,
  heldAtMaximum: null,
  mostWanted: null,
  forecasts: '*',
};

/** What the outcome says of each service. */
export const SERVICE_PATHS: OutcomePaths = {
  desiredCount: null,
  runningCount: null,
  pendingCount: null,
  desired: COUNT_OVER_TIME,
  running: COUNT_OVER_TIME,
  belowDesiredSeconds: null,
  requests: null,
  failedRequests: null,
  requestsBy: {
    served: null,
    inFlightAtStart: null,
    inFlightAtEnd: null,
    rejected: null,
    timedOut: null,
    cutOff: null,
    noTarget: null,
    errors: null,
    failedCalls: null,
  },
  requestCountPerTarget: null,
  latencyMs: { mean: null, p50: null, p95: null, p99: null },
  unavailableSeconds: null,
  queue: { messagesAtEnd: null, messagesMax: null, oldestMaxSeconds: null, returned: null },
  cpuUtilization: { mean: null, p95: null },
  memoryUtilization: { mean: null, p95: null },
  scaling: SCALING_PATHS,
  deployments: '*',
  events: '*',
};

/** What the outcome says of each Auto Scaling group. */
export const GROUP_PATHS: OutcomePaths = {
  minSize: null,
  maxSize: null,
  desiredCapacity: null,
  instances: null,
  instanceHours: {
    total: null,
    ideal: null,
    fragmentation: null,
    headroom: null,
    minimumSize: null,
    waiting: null,
    booting: null,
    draining: null,
    warmPool: null,
  },
  warmPool: { instances: null, ready: null, warmStarts: null, coldStarts: null, stoppedHours: null },
  scaling: SCALING_PATHS,
  replacedInstances: { unhealthy: null, lifetime: null, refresh: null },
  instanceRefreshes: '*',
  instanceTypes: '*',
};

/** The paths of outcome.json that hold figures; a test compares them with what a run leaves. */
export const OUTCOME_PATHS: OutcomePaths = {
  // A message names the first few of them: those that are asked for most.
  services: '*',
  cost: {
    currency: null,
    total: null,
    billed: null,
    monthly: null,
    onDemandEquivalent: null,
    unusedCommitment: null,
    idle: null,
    unattributed: null,
    byProduct: '*',
    byUsageType: '*',
    byCapacityProvider: '*',
    byService: '*',
    byTaskDefinition: '*',
    byCluster: '*',
    byTag: '*',
    unitCosts: { perTask: null, perThousandRequests: null, perVcpuHourUsed: null },
    instances: { useful: null, idle: null, booting: null, draining: null, warmPool: null },
    commitments: '*',
  },
  tasks: {
    requested: null,
    started: null,
    stopped: null,
    succeeded: null,
    failed: null,
    interrupted: null,
    userInitiated: null,
    serviceSchedulerInitiated: null,
    failedHealthChecks: null,
    gaveUp: null,
    runningAtEnd: null,
    pendingAtEnd: { count: null, oldestSeconds: null },
    wait: { mean: null, p50: null, p95: null, p99: null, max: null },
    placementFailures: '*',
    roundedUp: { tasks: null, vcpu: null, memoryGib: null },
  },
  utilization: {
    cpu: { registered: null, reserved: null, used: null, reservedFraction: null, usedFraction: null },
    memory: { registered: null, reserved: null, used: null, reservedFraction: null, usedFraction: null },
  },
  instances: {
    launched: null,
    terminated: null,
    running: { mean: null, max: null },
    hours: null,
    byType: '*',
  },
  capacityProviders: '*',
  autoScalingGroups: '*',
  rightSizing: '*',
  scenario: { name: null, description: null, digest: null },
  seed: null,
  simulation: { start: null, end: null, durationSeconds: null, warmUpSeconds: null },
  region: null,
  uncertain: '*',
  run: { events: null },
  alarms: '*',
  digest: null,
};

/** What is wrong with a path: the names known where it leaves the outcome, and the step that leaves it (`null`: it ends too early). */
export interface WrongPath {
  readonly known: readonly string[];
  readonly at: string;
  readonly step: string | null;
}

/** The names and indexes of a path: `services["main/web"].running.min` has four. */
export function stepsOf(that: string): string[] {
  return [...that.matchAll(/\["([^"]*)"\]|([^.[\]]+)/g)].map(([, quoted, name]) => quoted ?? name!);
}

/** What has figures under names of the scenario's own; `null`: not known. */
export interface OutcomeNames {
  /** `cluster/name` of all. */
  readonly services: readonly string[] | null;
  readonly autoScalingGroups: readonly string[] | null;
}

/** `null` when the path names a figure; `'*'` lets every further step pass. */
export function wrongPath(that: string, { services, autoScalingGroups }: OutcomeNames): WrongPath | null {
  let paths: OutcomePaths | null | '*' = {
    ...OUTCOME_PATHS,
    services: eachWith(SERVICE_PATHS, services),
    autoScalingGroups: eachWith(GROUP_PATHS, autoScalingGroups),
  };
  let at = '';
  for (const step of stepsOf(that)) {
    if (paths === '*') return null;
    const next: OutcomePaths | null | '*' | undefined =
      paths !== null && Object.hasOwn(paths, step) ? paths[step] : undefined;
    if (next === undefined) return { known: Object.keys(paths ?? {}), at, step };
    paths = next;
    at = at === '' ? step : `${at}.${step}`;
  }
  if (paths === null || (paths === '*' && at !== that)) return null;
  return { known: paths === '*' ? [] : Object.keys(paths), at, step: null };
}

function eachWith(paths: OutcomePaths, names: readonly string[] | null): OutcomePaths | '*' {
  return names === null ? '*' : Object.fromEntries(names.map((name) => [name, paths]));
}
