import { Observer } from '../events/observer.ts';
import { servicesOfWorkloads } from '../events/services-of-workloads.ts';
import type { World } from '../events/world.ts';
import { LogHistogram } from '../kernel/log-histogram.ts';
import { serviceUtilisation } from '../model/ecs-metrics.ts';
import { TaskStatus } from '../model/task-status.ts';
import { NONE, type TaskIndex } from '../model/task-table.ts';

/** What the RUNNING tasks of a service use and reserve now: CPU units or MiB. */
interface Use {
  used: number;
  reserved: number;
  readonly percents: LogHistogram;
}

interface ServiceUse {
  running: number;
  since: number;
  readonly cpu: Use;
  readonly memory: Use;
}

/** CPUUtilization and MemoryUtilization of services over time after the warm-up (ecs: ). */
export class UtilizationStatistics extends Observer {
  private readonly warmUpMs: number;
  private world!: World;
  private readonly services: (ServiceUse | undefined)[] = [];
  private serviceOfWorkload: readonly number[] | null = null;

  constructor(warmUpMs: number) {
    super();
    this.warmUpMs = warmUpMs;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override firstSampleMs(): number {
    return this.warmUpMs > 0 ? this.warmUpMs : -1;
  }

  /** The warm-up is over: everything is counted from here. */
  override sampled(at: number): number {
    for (const service of this.services) {
      if (service === undefined) continue;
      service.since = at;
      service.cpu.percents.clear();
      service.memory.percents.clear();
    }
    return -1;
  }

  override taskStatusChanged(at: number, task: TaskIndex, from: TaskStatus, to: TaskStatus): void {
    const by = Number(to === TaskStatus.RUNNING) - Number(from === TaskStatus.RUNNING);
    if (by === 0) return;
    const { tasks, workloads } = this.world;
    const workload = tasks.workload[task]!;
    const service = this.of(at, workload);
    if (service === null) return;
    const { usage } = workloads[workload]!;
    service.running += by;
    service.cpu.reserved += by * tasks.cpu[task]!;
    service.memory.reserved += by * tasks.memory[task]!;
    if (usage === null) return;
    service.cpu.used += by * tasks.cpu[task]! * usage.cpu;
    service.memory.used += by * tasks.memory[task]! * usage.memory;
  }

  override useChanged(
    at: number,
    workload: number,
    _provider: number,
    cpuBy: number,
    memoryBy: number,
  ): void {
    const service = this.of(at, workload);
    if (service === null) return;
    service.cpu.used += cpuBy;
    service.memory.used += memoryBy;
  }

  /** Percent over time up to `at`; null when no task of the service ran. */
  cpu(service: number, at: number): LogHistogram | null {
    return this.percents(service, at, 'cpu');
  }

  memory(service: number, at: number): LogHistogram | null {
    return this.percents(service, at, 'memory');
  }

  private percents(index: number, at: number, of: 'cpu' | 'memory'): LogHistogram | null {
    const service = this.services[index];
    if (service === undefined) return null;
    count(service, at);
    return service[of].percents.count === 0 ? null : service[of].percents;
  }

  /** A workload's service, counted up to `at`; null for standalone tasks. */
  private of(at: number, workload: number): ServiceUse | null {
    const index = (this.serviceOfWorkload ??= servicesOfWorkloads(this.world))[workload]!;
    if (index === NONE) return null;
    const service = (this.services[index] ??= { running: 0, since: at, cpu: noUse(), memory: noUse() });
    count(service, at);
    return service;
  }
}

/** The present percentages have stood since the last change. */
function count(service: ServiceUse, at: number): void {
  const ms = at - service.since;
  service.since = at;
  if (ms === 0) return;
  for (const { used, reserved, percents } of [service.cpu, service.memory]) {
    const percent = serviceUtilisation(used, reserved, service.running);
    if (percent !== null) percents.add(percent, ms);
  }
}

function noUse(): Use {
  return { used: 0, reserved: 0, percents: new LogHistogram() };
}
