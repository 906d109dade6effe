import { Observer } from '../../src/events/observer.ts';
import type { RequestFlow } from '../../src/events/request-flow.ts';
import type { World } from '../../src/events/world.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import { StopCode, TaskStatus } from '../../src/model/task-status.ts';
import { Holding } from '../../src/model/task-table.ts';
import type { ServiceLoad } from '../../src/simulation/load/service-load.ts';
import { marketOf } from '../../src/simulation/rates/account.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';

/** After every piece of news counts everything again from the tables; throws the sentence that is not true. */
export class InvariantChecker extends Observer {
  requested = 0;
  gone = 0;
  running = 0;
  news = 0;
  private world!: World;
  /** The world is a simulation; it is only read. */
  private get simulation(): Simulation {
    return this.world as Simulation;
  }
  private last = 0;
  private readonly statusOf = new Map<number, TaskStatus>();
  private readonly unreachable = new Map<number, number>();
  /** By service: requests that were told to have come and not to have gone. */
  private readonly inFlight = new Map<number, number>();
  private readonly uses = new Map<string, { cpu: number; memory: number }>();

  /** Tasks that were requested and are not gone. */
  get live(): number {
    return this.requested - this.gone;
  }

  override begin(world: World): void {
    this.world = world;
  }
  override taskRequested(at: number, task: number): void {
    this.requested++;
    this.statusOf.set(task, TaskStatus.NONE);
    this.check(at);
  }
  override taskPlaced(at: number): void {
    this.check(at);
  }
  override taskReleased(at: number, task: number): void {
    this.checkTime(at);
    const { tasks, reasons } = this.world;
    const until = this.simulation.protectedUntil.get(task);
    if (until === undefined || until <= at) return;
    const byScheduler = tasks.stopCode[task] === StopCode.ServiceSchedulerInitiated;
    const isUnhealthy = /^Task failed .* health checks/.test(reasons[tasks.stopReason[task]!]!);
    must(!byScheduler || isUnhealthy, 'the scheduler stopped a protected task');
  }
  override taskStatusChanged(at: number, task: number, from: TaskStatus, to: TaskStatus): void {
    must(this.statusOf.get(task) === from, 'a status changed from what it was not');
    must(to > from, 'a task went back');
    this.statusOf.set(task, to);
    this.running += Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    this.check(at);
  }
  override pullStarted(at: number, task: number): void {
    must(this.world.tasks.isWanted(task), 'a pull began for a task that was to stop');
    this.check(at);
  }
  override taskGone(at: number, task: number): void {
    this.gone++;
    this.statusOf.delete(task);
    this.checkInstants(task);
    this.checkTime(at);
  }
  override requestsFlowed(at: number, service: number, flow: RequestFlow): void {
    this.checkTime(at);
    const { offered, ...ends } = flow;
    const ended = Object.values(ends).reduce((sum, count) => sum + count, 0);
    must(
      Object.values(flow).every((count) => Number.isInteger(count) && count >= 0),
      'a flow of requests is no whole number',
    );
    const left = (this.inFlight.get(service) ?? 0) + offered - ended;
    must(left >= 0, 'more requests have gone than had come');
    this.inFlight.set(service, left);
    for (const load of this.simulation.loads) checkLoad(load);
  }
  override responsesSeen(
    at: number,
    _service: number,
    responses: { mean(): number },
    requests: number,
  ): void {
    this.checkTime(at);
    must(requests > 0 && responses.mean() >= 0, 'responses of nobody, or before the requests');
  }
  override useChanged(at: number, workload: number, provider: number, cpuBy: number, memoryBy: number): void {
    this.checkTime(at);
    const use = this.uses.get(`${workload}/${provider}`) ?? { cpu: 0, memory: 0 };
    use.cpu += cpuBy;
    use.memory += memoryBy;
    must(use.cpu >= 0 && use.memory >= 0, 'tasks use less than nothing');
    this.uses.set(`${workload}/${provider}`, use);
  }
  override runEnded(at: number): void {
    this.check(at);
    for (const [service, left] of this.inFlight) this.checkInFlight(service, left);
    const { fleet, entries } = this.world;
    for (let i = 0; i < fleet.rows; i++)
      if (entries[fleet.entry[i]!]!.ideal && fleet.status[i] === InstanceStatus.ACTIVE)
        must(fleet.taskCount[i]! > 0, 'an instance of an ideal fleet is open and empty');
  }

  /** What was told to be in flight at the end is what the tasks have. */
  private checkInFlight(service: number, left: number): void {
    const load = this.simulation.loads[this.simulation.loadOfService[service]!]!;
    must(Math.abs(left - inFlightOf(load)) <= 1, 'what is in flight at the end is not what tasks have');
  }

  private checkTime(at: number): void {
    must(Number.isInteger(at), 'an instant is no whole millisecond');
    must(at >= this.last, 'time went back');
    this.last = at;
    this.news++;
  }

  /** requestedAt <= createdAt <= pullStartedAt <= startedAt <= stoppedAt, as far as they have come. */
  private checkInstants(task: number): void {
    const { requestedAt, createdAt, connectivityAt, pullStartedAt, pullStoppedAt, startedAt, stoppedAt } =
      this.world.tasks;
    let before = requestedAt[task]!;
    for (const instants of [createdAt, connectivityAt, pullStartedAt, startedAt, stoppedAt]) {
      if (instants[task]! < 0) continue;
      must(instants[task]! >= before, 'an instant lies before the one that leads to it');
      before = instants[task]!;
    }
    if (startedAt[task]! >= 0)
      must(startedAt[task]! >= pullStoppedAt[task]!, 'a task started before its images were there');
  }

  /** The scheduler's counts are those of the tables: its tasks, the RUNNING and the healthy ones. */
  private checkServices(live: readonly number[]): void {
    const { tasks } = this.world;
    const daemons = new Set<string>();
    for (const { service, deployment } of this.simulation.deployments) {
      const own = live.filter(
        (task) => tasks.deployment[task] === deployment.number && task !== deployment.unplaced,
      );
      const wanted = own.filter((task) => tasks.isWanted(task));
      const placed = wanted.filter((task) => tasks.status[task] !== TaskStatus.NONE);
      const isHealthy = (task: number) => (tasks.holding[task]! & Holding.HEALTHY) !== 0;
      must(
        placed.every((task) => deployment.tasks.has(task) || tasks.status[task]! < TaskStatus.RUNNING),
        'a service has lost sight of a task',
      );
      must(
        [...deployment.tasks].every((task) => wanted.includes(task)),
        'a service counts a task that is to stop',
      );
      for (const task of service.spec.schedulingStrategy === 'DAEMON' ? deployment.tasks : []) {
        const place = `${service.index}/${tasks.instance[task]}`;
        must(!daemons.has(place), 'an instance has two daemons of one service');
        daemons.add(place);
      }
      must(deployment.healthy === wanted.filter(isHealthy).length, 'healthy tasks are miscounted');
      const isUnhealthy = (task: number) => (tasks.holding[task]! & Holding.UNHEALTHY) !== 0;
      must(deployment.unhealthy === wanted.filter(isUnhealthy).length, 'unhealthy tasks are miscounted');
      must(
        !wanted.some((task) => isHealthy(task) && isUnhealthy(task)),
        'a task is healthy and unhealthy at once',
      );
      this.checkTargets(own, deployment.deregistering);
    }
  }

  /** A task is healthy only if all its targets are; it is DEACTIVATING as long as they are deregistered. */
  private checkTargets(own: readonly number[], deregistering: number): void {
    const { tasks, targets } = this.simulation;
    const draining = own.filter((task) => targets.get(task)?.isDeregistering === true);
    must(draining.length === deregistering, 'deregistering tasks are miscounted');
    must(!draining.some((task) => tasks.isWanted(task)), 'a task is deregistered that is to run');
    for (const task of own) {
      if (tasks.status[task] === TaskStatus.DEACTIVATING)
        must(
          draining.includes(task) || this.simulation.now <= this.unreachableUntil(task),
          'a task is DEACTIVATING without a reason',
        );
      const health = targets.get(task)?.health;
      if (health !== undefined && (tasks.holding[task]! & Holding.HEALTHY) !== 0)
        must(
          health.every((status) => status === 'HEALTHY'),
          'a task counts as healthy whose target is not',
        );
    }
  }

  /** Until when the agent of a task's instance was last known to be away, ms; -1: it never was. */
  private unreachableUntil(task: number): number {
    const instance = this.world.tasks.instance[task]!;
    const found = this.simulation.disconnected.get(instance);
    if (found !== undefined) this.unreachable.set(instance, found.untilMs);
    return this.unreachable.get(instance) ?? -1;
  }

  /** Tasks that share an instance together use no more than it has, and each no more than it may. */
  private checkHosts(): void {
    for (const { cores, tasks } of this.simulation.hosts.values()) {
      const used = tasks.reduce((sum, task) => sum + task.used, 0);
      must(used <= cores * (1 + 1e-9), 'the tasks of an instance use more CPU than it has');
      must(
        tasks.every((task) => task.used <= task.cap * (1 + 1e-9) && task.used >= 0),
        'a task uses more CPU than its limit',
      );
    }
  }

  /** What is on Fargate is what the account counts, within its quota; no bucket has less than nothing. */
  private checkAccount(fargateCpu: readonly number[]): void {
    const { account, scenario } = this.simulation;
    must(
      fargateCpu.every((cpu, market) => account.fargateCpu[market] === cpu),
      'the vCPUs on Fargate are miscounted',
    );
    must(fargateCpu[0]! <= scenario.quotas.fargateOnDemandVcpus * 1024, 'more vCPUs than the quota allows');
    for (const { parts } of [...account.launches, account.calls, account.fargateCalls])
      must(parts >= 0, 'a bucket is overdrawn');
  }

  private check(at: number): void {
    this.checkTime(at);
    const { fleet, tasks } = this.world;
    const held = Array.from({ length: fleet.rows }, () => ({
      cpu: 0,
      memory: 0,
      hostCpu: 0,
      hostMemory: 0,
      count: 0,
      enis: 0,
      ports: [] as string[],
      hostPorts: [] as string[],
    }));
    const addresses = this.simulation.scenario.subnets.map(({ addresses: count }) => count);
    const live = tasks.liveTasks();
    must(live.length === this.live && tasks.live === this.live, 'a task is lost, or there is one too many');
    let running = 0;
    const fargateCpu = [0, 0];
    for (const task of live) {
      if (tasks.status[task] === TaskStatus.RUNNING) running++;
      if (tasks.subnet[task]! >= 0) addresses[tasks.subnet[task]!]!--;
      const instance = tasks.instance[task]!;
      // Who waits in PROVISIONING for an instance is nowhere yet.
      if (instance < 0 && tasks.zone[task]! >= 0)
        fargateCpu[marketOf(this.simulation, tasks.provider[task]!)]! += tasks.cpu[task]!;
      if (instance < 0) continue;
      const on = held[instance]!;
      on.count++;
      const { networkMode, hostPorts } = this.simulation.workloadStates[tasks.workload[task]!]!.definition;
      const ports = hostPorts.map(({ port, protocol }) => `${protocol}/${port}`);
      if (networkMode === 'awsvpc') on.enis++;
      if ((tasks.holding[task]! & Holding.CONTROL) !== 0) on.ports.push(...ports);
      if ((tasks.holding[task]! & Holding.HOST) !== 0) on.hostPorts.push(...ports);
      if ((tasks.holding[task]! & Holding.CONTROL) !== 0) {
        on.cpu += tasks.cpu[task]!;
        on.memory += tasks.memory[task]!;
      }
      if ((tasks.holding[task]! & Holding.HOST) !== 0) {
        on.hostCpu += tasks.cpu[task]!;
        on.hostMemory += tasks.memory[task]!;
      }
      if (tasks.status[task] === TaskStatus.RUNNING)
        must((tasks.holding[task]! & Holding.HOST) !== 0, 'a running task is not on its host');
    }
    must(running === this.running, 'the running tasks are miscounted');
    this.checkHosts();
    this.checkAccount(fargateCpu);
    this.checkServices(live);
    must(
      addresses.every((left, i) => left >= 0 && left === this.simulation.subnetFree[i]),
      'the addresses of a subnet are miscounted',
    );
    for (const [i, on] of held.entries()) {
      const limit = awsvpcTasksOf(this.simulation, i);
      must(limit === null || fleet.enisFree[i] === limit - on.enis, 'network interfaces are miscounted');
      must(new Set(on.ports).size === on.ports.length, 'two tasks were given one port');
      must(new Set(on.hostPorts).size === on.hostPorts.length, 'two tasks hold one port of a host');
      must(fleet.cpuFree[i]! >= 0, 'CPU over-committed');
      must(fleet.memoryFree[i]! >= 0, 'memory over-committed');
      must(fleet.hostCpuFree[i]! >= 0 && fleet.hostMemoryFree[i]! >= 0, 'a host holds more than it has');
      must(fleet.cpuTotal[i]! - fleet.cpuFree[i]! === on.cpu, 'the control ledger is wrong about CPU');
      must(
        fleet.memoryTotal[i]! - fleet.memoryFree[i]! === on.memory,
        'the control ledger is wrong about memory',
      );
      must(fleet.cpuTotal[i]! - fleet.hostCpuFree[i]! === on.hostCpu, 'the host ledger is wrong about CPU');
      must(
        fleet.memoryTotal[i]! - fleet.hostMemoryFree[i]! === on.hostMemory,
        'the host ledger is wrong about memory',
      );
      must(fleet.taskCount[i] === on.count, 'an instance miscounts its tasks');
      if (fleet.status[i] === InstanceStatus.CLOSED) must(on.count === 0, 'a closed instance has tasks');
    }
  }
}

/** All that came is counted once: it has gone, or it is somewhere. */
function checkLoad(load: ServiceLoad): void {
  const { offered, ...ends } = load.sums;
  const ended = Object.values(ends).reduce((sum, count) => sum + count, 0);
  const lost = offered - ended - inFlightOf(load);
  must(Math.abs(lost) <= 1e-6 * Math.max(1, offered), 'a request is lost, or counted twice');
  for (const { standing, backlog } of load.stations)
    must(standing >= 0 && backlog >= 0, 'less than nothing is in flight');
}

/** Requests in the tasks of a service; of a queue the messages that wait, that are in hand and that are out of sight, too. */
function inFlightOf({ stations, queue }: ServiceLoad): number {
  const inTasks = stations.reduce(
    (sum, { standing, backlog, share }) => sum + backlog + (queue === null || share === 0 ? standing : 0),
    0,
  );
  if (queue === null) return inTasks;
  return (
    inTasks + queue.backlog + queue.inHand + queue.hidden.reduce((sum, { messages }) => sum + messages, 0)
  );
}

function awsvpcTasksOf(
  { scenario, entries, launchKinds, fleet }: Simulation,
  instance: number,
): number | null {
  const entry = fleet.entry[instance]!;
  const launched = launchKinds[entry]?.option.instances;
  if (launched !== undefined) return launched.awsvpcTasks;
  const { cluster, name } = entries[entry]!;
  const { containerInstances, idealFleet } = scenario.clusters[cluster]!;
  const specs = idealFleet === null ? containerInstances : [...containerInstances, idealFleet];
  return specs.find((spec) => spec.name === name)!.awsvpcTasks;
}

function must(condition: boolean, sentence: string): void {
  if (!condition) throw new Error(sentence);
}
