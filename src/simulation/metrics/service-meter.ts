import type { ServiceMetric } from '../../cloudwatch/metric.ts';
import type { LogHistogram } from '../../kernel/log-histogram.ts';
import { serviceUtilisation } from '../../model/ecs-metrics.ts';
import type { ServiceLoad } from '../load/service-load.ts';
import { LevelSums, type LevelSumsState } from './level-sums.ts';
import { RequestMeter, type RequestMeterState, type ResponsesKept } from './request-meter.ts';
import type { SampleSet } from './sample-set.ts';
import { UseExtremes, type UseExtremesState } from './use-extremes.ts';

/** What a service has at a moment: tasks, and CPU units and MiB of its RUNNING tasks. */
export const ServiceLevel = {
  running: 0,
  desired: 1,
  pending: 2,
  cpuReserved: 3,
  memoryReserved: 4,
  /** Of tasks that use the same at all times; what others use is told. */
  cpuUsed: 5,
  memoryUsed: 6,
} as const;
export type ServiceLevel = (typeof ServiceLevel)[keyof typeof ServiceLevel];

/** What somebody asks a meter for beside sums. */
export interface ServiceMeterNeeds {
  readonly extremes: boolean;
  readonly responses: ResponsesKept;
}

/** All of a meter as plain data. */
export interface ServiceMeterState {
  readonly levels: LevelSumsState;
  readonly requests: RequestMeterState;
  readonly extremes: UseExtremesState | null;
}

/** What metrics of one service add up in the course of one period (scaling: ). */
export class ServiceMeter {
  readonly service: number;
  private readonly levels = new LevelSums(Object.keys(ServiceLevel).length);
  private readonly requestMeter: RequestMeter;
  /** `null`: nobody asks for a minimum or a maximum. */
  private readonly extremes: UseExtremes | null;

  constructor(service: number, { extremes, responses }: ServiceMeterNeeds) {
    this.service = service;
    this.requestMeter = new RequestMeter(responses);
    this.extremes = extremes ? new UseExtremes() : null;
  }

  /** A level is another one from now on. */
  change(at: number, level: ServiceLevel, by: number): void {
    this.levels.change(at, level, by);
  }

  setDesired(at: number, desired: number): void {
    this.change(at, ServiceLevel.desired, desired - this.levels.levels[ServiceLevel.desired]!);
  }

  /** Tasks, `taskMs` together, used so much each of what each reserves. */
  tasksUsed(
    at: number,
    taskMs: number,
    cpu: number,
    memory: number,
    need: { readonly cpu: number; readonly memory: number },
  ): void {
    const { sums } = this.levels;
    sums[ServiceLevel.cpuUsed]! += taskMs * cpu;
    sums[ServiceLevel.memoryUsed]! += taskMs * memory;
    this.extremes?.told(at, (100 * cpu) / need.cpu, (100 * memory) / need.memory);
  }

  responsesSeen(responses: LogHistogram, requests: number): void {
    this.requestMeter.responsesSeen(responses, requests);
  }

  /** Everything is added up to now; the load has been settled. */
  integrate(at: number): void {
    this.levels.integrate(at);
  }

  /** Of what was added up only this part belongs to the period, which began at `openedAt`. */
  keepPart(part: number, openedAt: number, load: ServiceLoad | null): void {
    this.levels.keepPart(part, openedAt);
    this.extremes?.keepPart(part);
    if (load !== null) this.requestMeter.keepPart(part, load);
  }

  /** The next period begins. */
  reset(at: number, load: ServiceLoad | null): void {
    this.levels.reset(at);
    this.extremes?.reset(at);
    if (load !== null) this.requestMeter.reset(load);
  }

  /** Percent of one task's CPU or memory that all tasks together used over the period. */
  taskPercents(of: 'cpu' | 'memory'): number {
    const percent = this.utilisation(of);
    return percent === null ? 0 : percent * this.levels.mean(ServiceLevel.running);
  }

  /** Requests a minute over the period for which there was a task. */
  requestsPerMinute(load: ServiceLoad): number {
    return (this.requestMeter.requests(load) * 60_000) / this.levels.lengthMs;
  }

  /** The samples of a metric over the period; `idle`: what counts of requests are while nothing comes. */
  read(
    metric: ServiceMetric,
    load: ServiceLoad | null,
    idle: 'zero' | 'missing',
    into: SampleSet,
  ): SampleSet {
    const { levels } = this;
    switch (metric) {
      case 'CPUUtilization':
        return this.readUse('cpu', into);
      case 'MemoryUtilization':
        return this.readUse('memory', into);
      case 'RunningTaskCount':
        return into.one(levels.mean(ServiceLevel.running));
      case 'DesiredTaskCount':
        return into.one(levels.mean(ServiceLevel.desired));
      case 'PendingTaskCount':
        return into.one(levels.mean(ServiceLevel.pending));
      case 'CpuUtilized':
        return into.one(this.ofTasks(ServiceLevel.cpuUsed));
      case 'CpuReserved':
        return into.one(this.ofTasks(ServiceLevel.cpuReserved));
      case 'MemoryUtilized':
        return into.one(this.ofTasks(ServiceLevel.memoryUsed));
      case 'MemoryReserved':
        return into.one(this.ofTasks(ServiceLevel.memoryReserved));
      default: {
        if (load === null) return into.clear();
        const now = { targets: levels.mean(ServiceLevel.running), idle, at: levels.at };
        return this.requestMeter.read(metric, load, now, into);
      }
    }
  }

  snapshot(): ServiceMeterState {
    return {
      levels: this.levels.snapshot(),
      requests: this.requestMeter.snapshot(),
      extremes: this.extremes?.snapshot() ?? null,
    };
  }

  restore({ levels, requests, extremes }: ServiceMeterState): void {
    this.levels.restore(levels);
    this.requestMeter.restore(requests);
    if (extremes !== null) this.extremes?.restore(extremes);
  }

  /** One sample of each RUNNING task (scaling: ). */
  private readUse(of: 'cpu' | 'memory', into: SampleSet): SampleSet {
    const percent = this.utilisation(of);
    if (percent === null) return into.clear();
    into.set(percent, this.levels.mean(ServiceLevel.running));
    const extremes = this.extremes?.read(of) ?? null;
    if (extremes === null) return into;
    into.minimum = extremes.least;
    into.maximum = extremes.most;
    return into;
  }

  private utilisation(of: 'cpu' | 'memory'): number | null {
    const { sums } = this.levels;
    const [used, reserved] =
      of === 'cpu'
        ? [sums[ServiceLevel.cpuUsed]!, sums[ServiceLevel.cpuReserved]!]
        : [sums[ServiceLevel.memoryUsed]!, sums[ServiceLevel.memoryReserved]!];
    return serviceUtilisation(used, reserved, sums[ServiceLevel.running]!);
  }

  /** Without RUNNING tasks there is no data point (ecs: ). */
  private ofTasks(level: ServiceLevel): number | null {
    return this.levels.sums[ServiceLevel.running] === 0 ? null : this.levels.mean(level);
  }
}
