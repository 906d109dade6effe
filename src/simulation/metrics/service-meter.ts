import type { ServiceMetric } from '../../cloudwatch/metric.ts';
import type { Samples } from '../../cloudwatch/statistic.ts';
import type { FlowSums } from '../../events/request-flow.ts';
import { LogHistogram } from '../../kernel/log-histogram.ts';
import { serviceUtilisation } from '../../model/ecs-metrics.ts';
import type { ServiceLoad } from '../load/service-load.ts';

/** What a service has at a moment: tasks, and CPU units and MiB of its RUNNING tasks. */
export interface ServiceLevels {
  running: number;
  desired: number;
  pending: number;
  cpuReserved: number;
  memoryReserved: number;
  /** Of tasks that use the same at all times. */
  cpuUsed: number;
  memoryUsed: number;
}

/** The same over the time since the period began, and what its tasks and requests have come to meanwhile. */
interface ServiceSums {
  runningMs: number;
  desiredMs: number;
  pendingMs: number;
  cpuReservedMs: number;
  memoryReservedMs: number;
  cpuUsedMs: number;
  memoryUsedMs: number;
  /** The least and the most busy task's percent, over time. */
  cpuLeastMs: number;
  cpuMostMs: number;
  memoryLeastMs: number;
  memoryMostMs: number;
  /** For so long somebody has told what the tasks use. */
  toldMs: number;
  responses: number;
  responsesMs: number;
}

/** What the load's sums were when the period began. */
type FlowBase = Pick<FlowSums, 'offered' | 'noTarget' | 'rejected' | 'timedOut' | 'errors' | 'failedCalls'>;

/** All of it as plain data. */
export interface ServiceMeterState {
  readonly levels: ServiceLevels;
  readonly sums: ServiceSums;
  readonly base: FlowBase;
  readonly at: number;
  readonly openedAt: number;
  readonly told: Told;
  readonly distribution: LogHistogram | null;
}

/** What was told of tasks for the time between two instants: the extremes of them all. */
interface Told {
  from: number;
  at: number;
  cpuLeast: number;
  cpuMost: number;
  memoryLeast: number;
  memoryMost: number;
}

/** What metrics of one service add up in the course of one period (scaling: ). */
export class ServiceMeter {
  readonly service: number;
  private levels: ServiceLevels = noLevels();
  private sums: ServiceSums = noSums();
  private base: FlowBase = noBase();
  private told: Told = nothingTold(0, 0);
  private at = 0;
  private openedAt = 0;
  /** Response times of the period; `null`: nobody asks for their distribution. */
  private distribution: LogHistogram | null;

  constructor(service: number, keepsDistribution: boolean) {
    this.service = service;
    this.distribution = keepsDistribution ? new LogHistogram() : null;
  }

  /** A level is another one from now on. */
  change(at: number, level: keyof ServiceLevels, by: number): void {
    this.integrate(at);
    this.levels[level] += by;
  }

  setDesired(at: number, desired: number): void {
    this.change(at, 'desired', desired - this.levels.desired);
  }

  /** Tasks, `taskMs` together, used so much each, percent of their own reservations beside it. */
  tasksUsed(
    at: number,
    taskMs: number,
    cpu: number,
    memory: number,
    percents: { cpu: number; memory: number },
  ): void {
    const { sums, told } = this;
    sums.cpuUsedMs += taskMs * cpu;
    sums.memoryUsedMs += taskMs * memory;
    if (told.at !== at) this.flushTold(at);
    told.cpuLeast = Math.min(told.cpuLeast, percents.cpu);
    told.cpuMost = Math.max(told.cpuMost, percents.cpu);
    told.memoryLeast = Math.min(told.memoryLeast, percents.memory);
    told.memoryMost = Math.max(told.memoryMost, percents.memory);
  }

  responsesSeen(responses: LogHistogram, requests: number): void {
    this.sums.responses += requests;
    this.sums.responsesMs += requests * responses.mean();
    this.distribution?.merge(responses, requests / responses.count);
  }

  /** Everything is added up to now; the load has been settled. */
  integrate(at: number): void {
    const ms = at - this.at;
    if (ms <= 0) return;
    const { levels, sums } = this;
    this.at = at;
    sums.runningMs += ms * levels.running;
    sums.desiredMs += ms * levels.desired;
    sums.pendingMs += ms * levels.pending;
    sums.cpuReservedMs += ms * levels.cpuReserved;
    sums.memoryReservedMs += ms * levels.memoryReserved;
    sums.cpuUsedMs += ms * levels.cpuUsed;
    sums.memoryUsedMs += ms * levels.memoryUsed;
  }

  /** Of what was added up since the period before the last change only this part belongs to the present period. */
  keepPart(part: number, openedAt: number, load: ServiceLoad | null): void {
    this.flushTold(this.at);
    const { sums } = this;
    for (const key of Object.keys(sums) as (keyof ServiceSums)[]) sums[key] *= part;
    if (load !== null)
      for (const key of Object.keys(this.base) as (keyof FlowBase)[])
        this.base[key] = load.sums[key] - (load.sums[key] - this.base[key]) * part;
    if (this.distribution !== null && this.distribution.count > 0) {
      const kept = new LogHistogram();
      kept.merge(this.distribution, part);
      this.distribution = kept;
    }
    this.openedAt = openedAt;
  }

  /** The period is over and the next one begins. */
  reset(at: number, load: ServiceLoad | null): void {
    this.sums = noSums();
    this.told = nothingTold(at, at);
    if (load !== null)
      for (const key of Object.keys(this.base) as (keyof FlowBase)[]) this.base[key] = load.sums[key];
    this.distribution?.clear();
    this.openedAt = at;
  }

  /** Percent of the load that one task's CPU or memory could take, all tasks together, over the period. */
  taskPercents(of: 'cpu' | 'memory'): number {
    const { cpuUsedMs, cpuReservedMs, memoryUsedMs, memoryReservedMs, runningMs } = this.sums;
    const [used, reserved] = of === 'cpu' ? [cpuUsedMs, cpuReservedMs] : [memoryUsedMs, memoryReservedMs];
    return reserved === 0 ? 0 : ((100 * used) / reserved) * (runningMs / this.lengthMs());
  }

  /** Requests of the period for which there was a task. */
  requests(load: ServiceLoad): number {
    const { sums } = load;
    return sums.offered - this.base.offered - (sums.noTarget - this.base.noTarget);
  }

  lengthMs(): number {
    return Math.max(1, this.at - this.openedAt);
  }

  /** The samples of a metric over the period, into `into`; `idle`: what counts of requests are while nothing comes. */
  read(
    metric: ServiceMetric,
    load: ServiceLoad | null,
    idle: 'zero' | 'missing',
    into: SampleSet,
  ): SampleSet {
    this.flushTold(this.at);
    const { sums } = this;
    const ms = this.lengthMs();
    const one = (value: number) => into.set(value, 1);
    switch (metric) {
      case 'CPUUtilization':
        return this.readUse(sums.cpuUsedMs, sums.cpuReservedMs, sums.cpuLeastMs, sums.cpuMostMs, into);
      case 'MemoryUtilization':
        return this.readUse(
          sums.memoryUsedMs,
          sums.memoryReservedMs,
          sums.memoryLeastMs,
          sums.memoryMostMs,
          into,
        );
      case 'RunningTaskCount':
        return one(sums.runningMs / ms);
      case 'DesiredTaskCount':
        return one(sums.desiredMs / ms);
      case 'PendingTaskCount':
        return one(sums.pendingMs / ms);
      case 'CpuUtilized':
        return sums.runningMs === 0 ? into.clear() : one(sums.cpuUsedMs / ms);
      case 'CpuReserved':
        return sums.runningMs === 0 ? into.clear() : one(sums.cpuReservedMs / ms);
      case 'MemoryUtilized':
        return sums.runningMs === 0 ? into.clear() : one(sums.memoryUsedMs / ms);
      case 'MemoryReserved':
        return sums.runningMs === 0 ? into.clear() : one(sums.memoryReservedMs / ms);
      default:
        return load === null ? into.clear() : this.readLoad(metric, load, idle, into);
    }
  }

  snapshot(): ServiceMeterState {
    const { levels, sums, base, told, at, openedAt } = this;
    return {
      levels: { ...levels },
      sums: { ...sums },
      base: { ...base },
      told: { ...told },
      at,
      openedAt,
      distribution: copyOf(this.distribution),
    };
  }

  restore({ levels, sums, base, told, at, openedAt, distribution }: ServiceMeterState): void {
    Object.assign(this.levels, levels);
    Object.assign(this.sums, sums);
    Object.assign(this.base, base);
    Object.assign(this.told, told);
    this.at = at;
    this.openedAt = openedAt;
    this.distribution = copyOf(distribution);
  }

  private readUse(
    used: number,
    reserved: number,
    leastMs: number,
    mostMs: number,
    into: SampleSet,
  ): SampleSet {
    const { runningMs, toldMs } = this.sums;
    const percent = serviceUtilisation(used, reserved, runningMs);
    if (percent === null) return into.clear();
    into.set(percent, runningMs / this.lengthMs());
    return toldMs > 0 ? into.setExtremes(leastMs / toldMs, mostMs / toldMs) : into;
  }

  private readLoad(
    metric: ServiceMetric,
    load: ServiceLoad,
    idle: 'zero' | 'missing',
    into: SampleSet,
  ): SampleSet {
    const { base, sums } = this;
    const { queue, sums: now } = load;
    const one = (value: number) => into.set(value, 1);
    const requests = this.requests(load);
    const count = (value: number) =>
      requests <= 0 && idle === 'missing' ? into.clear() : one(Math.max(0, value));
    switch (metric) {
      case 'RequestCount':
        return count(requests);
      case 'RequestCountPerTarget': {
        const targets = sums.runningMs / this.lengthMs();
        return count(targets === 0 ? 0 : requests / targets);
      }
      case 'TargetResponseTime':
        if (sums.responses <= 0) return into.clear();
        into.set(sums.responsesMs / sums.responses / 1000, sums.responses);
        if (this.distribution !== null) into.distribution = new InSeconds(this.distribution);
        return into;
      case 'HTTPCode_Target_5XX_Count':
        return one(now.errors - base.errors + now.failedCalls - base.failedCalls);
      case 'HTTPCode_ELB_5XX_Count':
        return one(
          now.noTarget - base.noTarget + now.rejected - base.rejected + now.timedOut - base.timedOut,
        );
      case 'ApproximateNumberOfMessagesVisible':
        return one(queue === null ? 0 : Math.max(0, queue.backlog));
      case 'ApproximateNumberOfMessagesNotVisible':
        return one(
          queue === null ? 0 : queue.inHand + queue.hidden.reduce((sum, { messages }) => sum + messages, 0),
        );
      case 'ApproximateAgeOfOldestMessage':
        return one(
          queue === null || queue.batches.length === 0 ? 0 : (this.at - queue.batches[0]!.fromMs) / 1000,
        );
      case 'NumberOfMessagesSent':
        return one(now.offered - base.offered);
      default:
        return into.clear();
    }
  }

  /** What was told counts for all of its time; what comes is told from there on. */
  private flushTold(next: number): void {
    const { told, sums } = this;
    const ms = told.at - told.from;
    if (ms > 0 && told.cpuMost >= told.cpuLeast) {
      sums.cpuLeastMs += ms * told.cpuLeast;
      sums.cpuMostMs += ms * told.cpuMost;
      sums.memoryLeastMs += ms * told.memoryLeast;
      sums.memoryMostMs += ms * told.memoryMost;
      sums.toldMs += ms;
    }
    this.told = nothingTold(told.at, next);
  }
}

/** Samples of a period, reused. */
export class SampleSet implements Samples {
  count = 0;
  sum = 0;
  minimum = 0;
  maximum = 0;
  distribution: Samples['distribution'] = null;

  clear(): this {
    return this.set(0, 0);
  }

  /** `count` samples of this mean, alike as far as is known. */
  set(mean: number, count: number): this {
    this.count = count;
    this.sum = mean * count;
    this.minimum = mean;
    this.maximum = mean;
    this.distribution = null;
    return this;
  }

  setExtremes(minimum: number, maximum: number): this {
    this.minimum = minimum;
    this.maximum = maximum;
    return this;
  }
}

/** Milliseconds as CloudWatch has them. */
class InSeconds {
  private readonly histogram: LogHistogram;

  constructor(histogram: LogHistogram) {
    this.histogram = histogram;
  }

  quantile(fraction: number): number {
    return this.histogram.quantile(fraction) / 1000;
  }
}

function copyOf(histogram: LogHistogram | null): LogHistogram | null {
  if (histogram === null) return null;
  const copy = new LogHistogram();
  if (histogram.count > 0) copy.merge(histogram, 1);
  return copy;
}

function noLevels(): ServiceLevels {
  return {
    running: 0,
    desired: 0,
    pending: 0,
    cpuReserved: 0,
    memoryReserved: 0,
    cpuUsed: 0,
    memoryUsed: 0,
  };
}

function noSums(): ServiceSums {
  return {
    runningMs: 0,
    desiredMs: 0,
    pendingMs: 0,
    cpuReservedMs: 0,
    memoryReservedMs: 0,
    cpuUsedMs: 0,
    memoryUsedMs: 0,
    cpuLeastMs: 0,
    cpuMostMs: 0,
    memoryLeastMs: 0,
    memoryMostMs: 0,
    toldMs: 0,
    responses: 0,
    responsesMs: 0,
  };
}

function noBase(): FlowBase {
  return { offered: 0, noTarget: 0, rejected: 0, timedOut: 0, errors: 0, failedCalls: 0 };
}

function nothingTold(from: number, at: number): Told {
  const [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return { from, at, cpuLeast: least, cpuMost: most, memoryLeast: least, memoryMost: most };
}
