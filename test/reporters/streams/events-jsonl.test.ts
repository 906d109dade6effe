import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INSTANT_TIMINGS } from '../../../src/catalog/defaults.ts';
import { Observer } from '../../../src/events/observer.ts';
import type { DeploymentChange, ServiceAction } from '../../../src/events/service-news.ts';
import type { World } from '../../../src/events/world.ts';
import { INSTANCE_STATUS_NAMES, type InstanceStatus } from '../../../src/model/instance-status.ts';
import { STOP_CODE_NAMES, TASK_STATUS_NAMES, TaskStatus } from '../../../src/model/task-status.ts';
import { EventsJsonl } from '../../../src/reporters/streams/events-jsonl.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { burst, container, DEFAULT_TIMINGS, instances, life, scenarioWith } from '../../support/scenario.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';

const ECS = 'arn:aws:ecs:us-east-1:000000000000:';
type Json = Record<string, unknown>;

/** The slow twin: builds each event as an object from the tables, with a book of its own about what it has sent. */
class SlowEvents extends Observer {
  readonly events: Json[] = [];
  private world!: World;
  private readonly versions = new Map<string, number>();
  private readonly held: (() => void)[] = [];
  private heldAt = -1;
  /** Tasks that have got an instance after a time in PROVISIONING, which nothing was sent of yet. */
  private readonly waited = new Set<number>();
  private readonly containersEndedAt = new Map<number, number>();

  override begin(world: World): void {
    this.world = world;
  }
  override taskStatusChanged(at: number, task: number, from: TaskStatus, _to: TaskStatus): void {
    this.sendTask(at, task);
    const instance = this.world.tasks.instance[task]!;
    if (instance >= 0 && (from === TaskStatus.NONE || this.waited.delete(task)))
      this.sendInstance(at, instance, null);
  }
  override taskPlaced(at: number, task: number): void {
    const { tasks } = this.world;
    if (tasks.status[task] !== TaskStatus.PROVISIONING) return;
    if (this.hasInterface(task)) this.sendInstance(at, tasks.instance[task]!, null);
    else this.waited.add(task);
  }
  override taskHealthChanged(at: number, task: number): void {
    this.sendTask(at, task);
  }
  override containersChanged(at: number, task: number): void {
    this.sendTask(at, task);
  }
  override agentConnectionChanged(at: number, instance: number): void {
    this.sendInstance(at, instance, null);
  }
  override containersStopped(at: number, task: number): void {
    const before = this.containers(task);
    if (before.every(({ lastStatus }) => lastStatus === 'PENDING')) return;
    this.containersEndedAt.set(task, at);
    const isChange = JSON.stringify(this.containers(task)) !== JSON.stringify(before);
    if (isChange && !this.hasInterface(task)) this.sendTask(at, task);
  }
  override taskReleased(at: number, task: number): void {
    this.sendTask(at, task);
    const instance = this.world.tasks.instance[task]!;
    if (instance >= 0 && this.instanceStatus(instance) !== 'INACTIVE') this.sendInstance(at, instance, task);
  }
  override taskGone(_at: number, task: number): void {
    this.containersEndedAt.delete(task);
    this.versions.delete(`task ${this.world.tasks.ordinal[task]}`);
  }
  override instanceStatusChanged(
    at: number,
    instance: number,
    from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    const [before, now] = [from, to].map((status) => INSTANCE_STATUS_NAMES[status]!);
    // ECS hears of an instance of a warm pool when it leaves that for the cluster, and when it comes back from there.
    const wasThere = ['ACTIVE', 'DRAINING'].includes(before!);
    if (now!.startsWith('WARM') && !wasThere) return;
    if (before!.startsWith('WARM') && now === 'INACTIVE') return;
    this.sendInstance(at, instance, null);
  }

  override serviceActed(at: number, service: string, action: ServiceAction): void {
    const { tasks, capacityProviders, ...rest } = action;
    const cluster = service.replace(/\/[^/]*$/, '');
    const warns = ['SERVICE_REBALANCING_STOPPED', 'SERVICE_TASK_START_IMPAIRED'];
    const fails = ['SERVICE_TASK_PLACEMENT_FAILURE', 'ECS_OPERATION_THROTTLED'];
    const { eventName } = action;
    this.hold('ECS Service Action', at, service, {
      ...rest,
      eventType: warns.includes(eventName) ? 'WARN' : fails.includes(eventName) ? 'ERROR' : 'INFO',
      clusterArn: `${ECS}cluster/${cluster}`,
      ...(tasks === undefined ? {} : { taskArns: tasks.map((id) => `${ECS}task/${cluster}/${id}`) }),
      ...(capacityProviders === undefined
        ? {}
        : { capacityProviderArns: capacityProviders.map((name) => `${ECS}capacity-provider/${name}`) }),
      createdAt: this.time(at),
    });
  }
  override deploymentChanged(at: number, service: string, change: DeploymentChange): void {
    const eventType = change.eventName === 'SERVICE_DEPLOYMENT_FAILED' ? 'ERROR' : 'INFO';
    this.hold('ECS Deployment State Change', at, service, { ...change, eventType, updatedAt: this.time(at) });
  }
  override runEnded(): void {
    this.endInstant();
  }

  /** Services come last of an instant. */
  private hold(detailType: string, at: number, service: string, detail: Json): void {
    if (at !== this.heldAt) this.endInstant();
    this.heldAt = at;
    this.held.push(() => this.push(detailType, at, `${ECS}service/${service}`, detail));
  }
  private endInstant(): void {
    for (const send of this.held.splice(0)) send();
  }
  private send(detailType: string, at: number, arn: string, detail: Json): void {
    if (at !== this.heldAt) this.endInstant();
    this.push(detailType, at, arn, detail);
  }
  private push(detailType: string, at: number, arn: string, detail: Json): void {
    this.events.push({
      version: '0',
      id: `00000000-0000-4000-8000-${String(this.events.length + 1).padStart(12, '0')}`,
      'detail-type': detailType,
      source: 'aws.ecs',
      account: '000000000000',
      time: this.time(at).replace(/\.\d+Z/, 'Z'),
      region: 'us-east-1',
      resources: [arn],
      detail,
    });
  }
  private sendTask(at: number, task: number): void {
    const { world } = this;
    const { tasks } = world;
    const { cluster, launchType, definition } = world.workloads[tasks.workload[task]!]!;
    const fargate = launchType === 'FARGATE';
    const clusterName = world.clusters[cluster]!;
    const instance = tasks.instance[task]!;
    const status = TASK_STATUS_NAMES[tasks.status[task]!]!;
    const isConnected = this.hasInterface(task) && tasks.connectivityAt[task]! >= 0;
    const arn = `${ECS}task/${clusterName}/${world.taskId(task)}`;
    const hasEnded =
      this.containersEndedAt.get(task) ?? (status === 'STOPPED' && tasks.startedAt[task]! >= 0 ? at : -1);
    this.send(
      'ECS Task State Change',
      at,
      arn,
      known({
        clusterArn: `${ECS}cluster/${clusterName}`,
        taskArn: arn,
        taskDefinitionArn: `${ECS}task-definition/${world.definitions[definition]!.label}`,
        group: world.group(task),
        startedBy: tasks.deployment[task]! < 0 ? null : `ecs-svc/${tasks.deployment[task]}`,
        launchType,
        capacityProviderName: world.providers[tasks.provider[task]!]?.name ?? null,
        platformVersion: fargate ? '1.4.0' : null,
        containerInstanceArn:
          instance < 0 ? null : `${ECS}container-instance/${clusterName}/${world.instanceId(instance)}`,
        availabilityZone: world.zones[tasks.zone[task]!] ?? null,
        cpu: `${tasks.cpu[task]}`,
        memory: `${tasks.memory[task]}`,
        desiredStatus: tasks.isWanted(task) ? 'RUNNING' : 'STOPPED',
        lastStatus: status,
        healthStatus: world.healthStatus(task),
        connectivity: isConnected ? 'CONNECTED' : null,
        connectivityAt: isConnected ? this.time(tasks.connectivityAt[task]!) : null,
        createdAt: this.time(tasks.createdAt[task]!),
        pullStartedAt: this.timeOrNull(tasks.pullStartedAt[task]!),
        pullStoppedAt: tasks.pullStoppedAt[task]! <= at ? this.timeOrNull(tasks.pullStoppedAt[task]!) : null,
        startedAt: status === 'ACTIVATING' ? null : this.timeOrNull(tasks.startedAt[task]!),
        stoppingAt: this.timeOrNull(tasks.stoppingAt[task]!),
        executionStoppedAt: this.timeOrNull(hasEnded),
        stoppedAt: this.timeOrNull(tasks.stoppedAt[task]!),
        updatedAt: this.time(at),
        stopCode: STOP_CODE_NAMES[tasks.stopCode[task]!] || null,
        stoppedReason: tasks.stopCode[task] === 0 ? null : world.reasons[tasks.stopReason[task]!],
        attachments: this.hasInterface(task) ? [this.attachment(task, isConnected, status)] : null,
        containers: this.containers(task),
        overrides: {
          containerOverrides: world.definitions[definition]!.containers.map(({ name }) => ({ name })),
        },
        version: this.nextVersion(`task ${tasks.ordinal[task]}`),
      }),
    );
  }
  private attachment(task: number, isConnected: boolean, status: string): Json {
    const { world } = this;
    const known: Record<string, string> = { DEPROVISIONING: 'DETACHING', STOPPED: 'DELETED' };
    return {
      id: `eni-attach-${world.taskId(task)}`,
      type: 'eni',
      status: isConnected ? (known[status] ?? 'ATTACHED') : 'PRECREATED',
      details: isConnected ? [{ name: 'networkInterfaceId', value: `eni-${world.taskId(task)}` }] : [],
    };
  }
  private containers(task: number): Json[] {
    const { world } = this;
    const { tasks } = world;
    const { cluster, definition } = world.workloads[tasks.workload[task]!]!;
    const { containers } = world.definitions[definition]!;
    const id = `${world.clusters[cluster]}/${world.taskId(task)}`;
    const allEnded = tasks.status[task] === TaskStatus.STOPPED || this.containersEndedAt.has(task);
    const main = containers.findIndex(({ essential }) => essential);
    return containers.map(({ name, image, stopTimeoutMs }, i) => {
      const own = world.container(task, i);
      const hasExited = STOP_CODE_NAMES[tasks.stopCode[task]!] === 'EssentialContainerExited';
      const ended = allEnded || (own === null ? i === main && hasExited : own.exitCode !== null);
      const started =
        own?.hasStarted ??
        (tasks.startedAt[task]! >= 0 || TASK_STATUS_NAMES[tasks.status[task]!] === 'ACTIVATING');
      const bySignal = tasks.sigtermMs[task]! < stopTimeoutMs ? 143 : 137;
      return known({
        containerArn: `${ECS}container/${id}/${name}`,
        name,
        image,
        taskArn: `${ECS}task/${id}`,
        lastStatus: ended ? 'STOPPED' : started ? 'RUNNING' : 'PENDING',
        exitCode:
          own !== null && own.exitCode !== null
            ? own.exitCode
            : !ended ||
                !started ||
                (own === null ? tasks.exitCode[task]! < 0 : !this.containersEndedAt.has(task))
              ? null
              : i === main
                ? tasks.exitCode[task]
                : bySignal,
      });
    });
  }
  private sendInstance(at: number, instance: number, released: number | null): void {
    const { world } = this;
    const { fleet, tasks } = world;
    const { attributes, reservedPorts, agentVersion } = world.entries[fleet.entry[instance]!]!;
    const id = `${world.clusters[fleet.cluster[instance]!]}/${world.instanceId(instance)}`;
    const status = this.instanceStatus(instance);
    const add = (column: Int32Array) => (released === null ? 0 : column[released]!);
    this.send('ECS Container Instance State Change', at, `${ECS}container-instance/${id}`, {
      agentConnected: status !== 'INACTIVE' && fleet.agentConnected[instance] === 1,
      attributes: Object.entries({
        'ecs.availability-zone': world.zones[fleet.zone[instance]!],
        ...attributes,
      }).map(([name, value]) => ({ name, value })),
      clusterArn: `${ECS}cluster/${world.clusters[fleet.cluster[instance]!]}`,
      containerInstanceArn: `${ECS}container-instance/${id}`,
      ec2InstanceId: world.instanceId(instance),
      registeredResources: resources(
        fleet.cpuTotal[instance]!,
        fleet.memoryTotal[instance]!,
        fleet.gpuTotal[instance]!,
        fleet.gpuTotal[instance]! > 0,
        reservedPorts,
        [],
      ),
      remainingResources: resources(
        fleet.cpuFree[instance]! + add(tasks.cpu),
        fleet.memoryFree[instance]! + add(tasks.memory),
        fleet.gpuFree[instance]! + add(tasks.gpu),
        fleet.gpuTotal[instance]! > 0,
        [...new Set([...reservedPorts, ...this.portsOn(instance, 'tcp', released)])],
        this.portsOn(instance, 'udp', released),
      ),
      status,
      updatedAt: this.time(at),
      version: this.nextVersion(`instance ${instance}`),
      versionInfo: { agentVersion },
    });
  }
  /** Fixed host ports of the tasks that still count on the instance. */
  private portsOn(instance: number, protocol: string, released: number | null): number[] {
    const { tasks, workloads, definitions, hostPorts } = this.world;
    const held = tasks
      .liveTasks()
      .filter((task) => tasks.instance[task] === instance && task !== released && tasks.isWanted(task))
      .flatMap((task) => definitions[workloads[tasks.workload[task]!]!.definition]!.hostPorts);
    return hostPorts
      .filter((port) => held.includes(port) && port.startsWith(protocol))
      .map((port) => Number(port.slice(4)));
  }
  private instanceStatus(instance: number): string {
    const name = INSTANCE_STATUS_NAMES[this.world.fleet.status[instance]!]!;
    return name === 'CLOSED' || name.startsWith('WARM') ? 'INACTIVE' : name;
  }
  private hasInterface(task: number): boolean {
    const { launchType, definition } = this.world.workloads[this.world.tasks.workload[task]!]!;
    return launchType === 'FARGATE' || this.world.definitions[definition]!.networkMode === 'awsvpc';
  }
  private nextVersion(resource: string): number {
    const version = (this.versions.get(resource) ?? 0) + 1;
    this.versions.set(resource, version);
    return version;
  }
  private time(at: number): string {
    return new Date(this.world.startMs + at).toISOString();
  }
  private timeOrNull(at: number): string | null {
    return at < 0 ? null : this.time(at);
  }
}

/** Members that have a value. */
function known(members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

function resources(
  cpu: number,
  memory: number,
  gpus: number,
  hasGpus: boolean,
  tcp: readonly number[],
  udp: readonly number[],
): Json[] {
  return [
    { name: 'CPU', type: 'INTEGER', integerValue: cpu },
    { name: 'MEMORY', type: 'INTEGER', integerValue: memory },
    { name: 'PORTS', type: 'STRINGSET', stringSetValue: tcp.map(String) },
    { name: 'PORTS_UDP', type: 'STRINGSET', stringSetValue: udp.map(String) },
    ...(hasGpus
      ? [{ name: 'GPU', type: 'STRINGSET', stringSetValue: [...Array(gpus).keys()].map(String) }]
      : []),
  ];
}

function run(scenario: Scenario): { readonly lines: readonly string[]; readonly slow: readonly Json[] } {
  const fast = new EventsJsonl('us-east-1');
  const slow = new SlowEvents();
  simulate(scenario, [fast, slow]);
  const text = new TextDecoder().decode(fast.take());
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return { lines: text.split('\n').slice(0, -1), slow: slow.events };
}

/** The same objects, and nothing in a line that JSON.stringify would have written otherwise. */
function expectSame(lines: readonly string[], slow: readonly Json[]): void {
  const fast = lines.map((line) => JSON.parse(line) as Json);
  if (!isDeepStrictEqual(fast, slow)) expect(fast).toEqual(slow);
  expect(fast.map((event) => JSON.stringify(event))).toEqual(lines);
}

test('every line is compact JSON and says what the slow twin says', () => {
  fc.assert(
    fc.property(scenarioArbitrary, (spec) => {
      const { lines, slow } = run(spec);
      expectSame(lines, slow);
    }),
    { numRuns: 40, seed: 5 },
  );
});

const nastyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 10 }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u0007', '\u007f', '\ud800', 'é', '日', '😀', '/', 'a'),
    maxLength: 8,
  }),
);

test('names are escaped as JSON.stringify escapes them', () => {
  fc.assert(
    fc.property(nastyName, nastyName, nastyName, nastyName, (cluster, family, group, box) => {
      const base = scenarioWith({
        timings: DEFAULT_TIMINGS,
        cluster: {
          containerInstances: [
            instances(1, 4096, 4096, {
              name: box,
              availabilityZones: [group],
              attributes: { stack: family },
            }),
          ],
        },
        definition: { family, containers: [container({ name: box, image: cluster })] },
        workloads: [{ source: burst(2, 0, 1000), group }],
        actions: [{ kind: 'stopTask', atMs: 9000, cluster, task: `${family}-1`, reason: box }],
      });
      const { lines, slow } = run({
        ...base,
        clusters: base.clusters.map((spec) => ({ ...spec, clusterName: cluster })),
        workloads: base.workloads.map((spec) => ({ ...spec, cluster })),
      });
      expectSame(lines, slow);
    }),
    { numRuns: 100, seed: 6 },
  );
});

test('the life of a task on Fargate and of one on an instance, event by event', () => {
  const { lines } = run(
    scenarioWith({
      timings: DEFAULT_TIMINGS,
      cluster: { containerInstances: [instances(1, 2048, 4096)] },
      definition: { containers: [container(), container({ name: 'logs', essential: false })] },
      workloads: [
        { source: burst(1, 0, 60_000) },
        { source: burst(1, 300_000, 60_000), launchType: 'FARGATE' },
      ],
    }),
  );
  const steps = lines.map((line) => {
    const { detail } = JSON.parse(line) as {
      detail: Record<string, string> & { containers?: { lastStatus: string }[] };
    };
    const { version, desiredStatus, lastStatus, status, containers } = detail;
    return lastStatus === undefined
      ? `${version} ${status}`
      : `${version} ${desiredStatus} ${lastStatus} ${containers!.map((each) => each.lastStatus).join(' ')}`;
  });
  expect(steps).toEqual([
    '1 ACTIVE',
    '1 RUNNING PENDING PENDING PENDING',
    '2 ACTIVE',
    '2 RUNNING RUNNING RUNNING RUNNING',
    '3 STOPPED RUNNING STOPPED RUNNING',
    '3 ACTIVE',
    '4 STOPPED STOPPING STOPPED RUNNING',
    '5 STOPPED STOPPING STOPPED STOPPED',
    '6 STOPPED STOPPED STOPPED STOPPED',
    '1 RUNNING PROVISIONING PENDING PENDING',
    '2 RUNNING PENDING PENDING PENDING',
    '3 RUNNING ACTIVATING RUNNING RUNNING',
    '4 RUNNING RUNNING RUNNING RUNNING',
    '5 STOPPED RUNNING STOPPED RUNNING',
    '6 STOPPED STOPPING STOPPED RUNNING',
    '7 STOPPED DEPROVISIONING STOPPED STOPPED',
    '8 STOPPED STOPPED STOPPED STOPPED',
  ]);
});

const STOP_TASK = {
  kind: 'stopTask',
  atMs: 100_000,
  cluster: 'main',
  task: 'job-1',
  reason: 'enough',
} as const;

/** Of the one task, event by event: when, its version and statuses, and those of its containers with their exit codes. */
function insideOf(parts: Omit<Parameters<typeof scenarioWith>[0], 'cluster'>): string[] {
  const cluster = { containerInstances: [instances(1, 2048, 4096)] };
  const { lines, slow } = run(scenarioWith({ cluster, ...parts }));
  expectSame(lines, slow);
  return slow.flatMap(({ detail }) => {
    const { version, updatedAt, lastStatus, containers } = detail as Json & { containers?: Json[] };
    if (lastStatus === undefined) return [];
    const each = containers!.map((own) =>
      [own['lastStatus'], own['exitCode']].filter((known) => known !== undefined).join(' '),
    );
    return [`${String(updatedAt).slice(14, 19)} ${version} ${lastStatus}: ${each.join(', ')}`];
  });
}

test('a container that starts or ends is an event of its task, unless its task changes with it (ecs:R-7.13)', () => {
  const init = container({ name: 'init', essential: false, life: life({ runsForMs: 20_000, exitCode: 0 }) });
  const side = container({ name: 'side', essential: false, life: life({ runsForMs: 30_000, exitCode: 3 }) });
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'SUCCESS' }] }) });
  const timings = { ...INSTANT_TIMINGS, 'container.start': { kind: 'constant', value: 1000 } } as const;
  expect(insideOf({ definition: { containers: [main, init, side] }, timings })).toEqual([
    '00:00 1 PENDING: PENDING, PENDING, PENDING',
    '00:01 2 PENDING: PENDING, RUNNING, RUNNING',
    '00:21 3 PENDING: PENDING, STOPPED 0, RUNNING',
    '00:22 4 RUNNING: RUNNING, STOPPED 0, RUNNING',
    '00:31 5 RUNNING: RUNNING, STOPPED 0, STOPPED 3',
    '01:22 6 RUNNING: STOPPED 0, STOPPED 0, STOPPED 3',
    '01:22 7 STOPPING: STOPPED 0, STOPPED 0, STOPPED 3',
    '01:22 8 STOPPED: STOPPED 0, STOPPED 0, STOPPED 3',
  ]);
});

test('containers that stop one after the other are told of one by one (ecs:R-1.15, R-7.13)', () => {
  const main = container({ life: life({ dependsOn: [{ container: 1, condition: 'START' }] }) });
  const proxy = container({ name: 'proxy', stopTimeoutMs: 2000 });
  const definition = { containers: [main, proxy] };
  const timings = { ...INSTANT_TIMINGS, 'task.sigtermExit': { kind: 'constant', value: 3000 } } as const;
  const workloads = [{ source: burst(1, 0, 1_000_000) }];
  expect(insideOf({ definition, timings, workloads, actions: [STOP_TASK] }).slice(-5)).toEqual([
    '01:40 3 RUNNING: RUNNING, RUNNING',
    '01:40 4 STOPPING: RUNNING, RUNNING',
    '01:43 5 STOPPING: STOPPED 143, RUNNING',
    '01:45 6 STOPPING: STOPPED 143, STOPPED 137',
    '01:45 7 STOPPED: STOPPED 143, STOPPED 137',
  ]);
});

test('a container that got SIGTERM before its task was RUNNING has an exit code, one that never ran has none', () => {
  const dependsOn = [{ container: 1, condition: 'HEALTHY' }] as const;
  const healthCheck = { intervalMs: 10_000, timeoutMs: 5000, retries: 2, startPeriodMs: 0 };
  const main = container({ life: life({ dependsOn }) });
  const proxy = container({
    name: 'proxy',
    life: life({ healthCheck, readyAfterMs: 25_000, startTimeoutMs: 15_000 }),
  });
  expect(insideOf({ definition: { containers: [main, proxy] } }).slice(1)).toEqual([
    '00:00 2 PENDING: PENDING, RUNNING',
    '00:15 3 PENDING: PENDING, RUNNING',
    '00:15 4 STOPPING: PENDING, RUNNING',
    '00:15 5 STOPPING: STOPPED, STOPPED 143',
    '00:15 6 STOPPED: STOPPED, STOPPED 143',
  ]);
});

test('a restart in place is no change of status, and no event (ecs:R-1.16, R-7.13)', () => {
  const restartPolicy = { ignoredExitCodes: [], restartAttemptPeriodMs: 60_000 };
  const agent = container({ name: 'agent', life: life({ restartPolicy, runsForMs: 70_000, exitCode: 1 }) });
  const workloads = [{ source: burst(1, 0, 200_000) }];
  const steps = insideOf({ definition: { containers: [container(), agent] }, workloads });
  expect(steps.map((step) => step.split(':')[1]!.slice(3))).toEqual([
    '1 PENDING',
    '2 RUNNING',
    '3 RUNNING',
    '4 STOPPING',
    '5 STOPPING',
    '6 STOPPED',
  ]);
  expect(steps[2]).toBe('03:20 3 RUNNING: STOPPED 0, RUNNING');
});

test('a refused RunTask is no event, as in AWS', () => {
  const { lines } = run(
    scenarioWith({ workloads: [{ source: burst(3, 0, 1000), onFailure: { kind: 'giveUp' } }] }),
  );
  expect(lines).toEqual([]);
});

test('ARNs have the partition of their region', () => {
  const resourceOf = (region: string) => {
    const events = new EventsJsonl(region);
    simulate(scenarioWith({ workloads: [{ source: burst(1, 0, 1000), launchType: 'FARGATE' }] }), [events]);
    const [first = ''] = new TextDecoder().decode(events.take()).split('\n');
    return (JSON.parse(first) as { resources: string[] }).resources;
  };
  expect(resourceOf('eu-west-1')).toEqual(['arn:aws:ecs:eu-west-1:000000000000:task/main/job-1']);
  expect(resourceOf('cn-north-1')).toEqual(['arn:aws-cn:ecs:cn-north-1:000000000000:task/main/job-1']);
});

test('what a service and its deployments say comes last of an instant, in its shape (ecs:R-7.15 to R-7.17)', () => {
  const { lines, slow } = run(
    scenarioWith({
      simulation: { durationMs: 300_000 },
      cluster: { containerInstances: [instances(1, 2048, 4096)] },
      workloads: [],
      services: [{ desiredCount: 3 }],
    }),
  );
  expectSame(lines, slow);
  const events = lines.map((line) => JSON.parse(line) as Json & { detail: Json });
  const kinds = events.slice(0, 8).map(({ detail, ...event }) => detail['eventName'] ?? event['detail-type']);
  expect(kinds).toEqual([
    'ECS Container Instance State Change',
    'ECS Task State Change',
    'ECS Container Instance State Change',
    'ECS Task State Change',
    'ECS Container Instance State Change',
    'ECS Task State Change',
    'ECS Task State Change',
    'SERVICE_DEPLOYMENT_IN_PROGRESS',
  ]);
  const [deployment, action] = events.filter(({ detail }) => 'eventName' in detail);
  expect(deployment).toEqual({
    version: '0',
    id: '00000000-0000-4000-8000-000000000008',
    'detail-type': 'ECS Deployment State Change',
    source: 'aws.ecs',
    account: '000000000000',
    time: '2026-03-02T00:00:00Z',
    region: 'us-east-1',
    resources: [`${ECS}service/main/web`],
    detail: {
      eventType: 'INFO',
      eventName: 'SERVICE_DEPLOYMENT_IN_PROGRESS',
      deploymentId: 'ecs-svc/1',
      updatedAt: '2026-03-02T00:00:00.000Z',
      reason: 'ECS deployment ecs-svc/1 in progress.',
    },
  });
  expect(action!.detail).toEqual({
    eventType: 'ERROR',
    eventName: 'SERVICE_TASK_PLACEMENT_FAILURE',
    clusterArn: `${ECS}cluster/main`,
    reason: 'RESOURCE:CPU',
    createdAt: '2026-03-02T00:00:00.000Z',
  });
  expect(events[1]!.detail).toMatchObject({ group: 'service:web', startedBy: 'ecs-svc/1' });
});
