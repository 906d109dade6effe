import { DEFAULT_TIMINGS } from '../../catalog/defaults.ts';
import type { InstanceType, InstanceTypes } from '../../catalog/instance-types.ts';
import type { RegionPrices } from '../../catalog/region-prices.ts';
import {
  awsvpcTaskLimit,
  registeredResources,
} from '../../scenario/operations/register-container-instance.ts';
import type { Resources } from '../../scenario/scenario.ts';

/** What instances are to hold. */
export interface TaskDemand {
  /** An average task. */
  readonly usual: Resources;
  /** The most that one of them needs of each. */
  readonly largest: Resources;
  /** Tasks at once; `null`: any number. */
  readonly tasks: number | null;
  /** Whether they have network interfaces of their own. */
  readonly isAwsvpc: boolean;
}

/** Assumed: an instance for a single task saves nothing, one for more than these comes and goes in too large steps. */
const FEWEST_TASKS = 2;
const MOST_TASKS = 16;

/** Current families for general use: no burstable ones, none with disks or faster networks, nothing on bare metal. */
const GENERAL = /^[cmr][5-9][agi]?\.(?!metal)/;

/**
 * The type of which so many as all tasks need cost least, for tasks as they are on average; of those that hold 2 to 16 of them, or
 * any number where there is none such. Of equals the smallest. `null`: no type of the region holds the largest task.
 */
export function chooseInstanceType(
  architecture: InstanceType['architecture'],
  demand: TaskDemand,
  types: InstanceTypes,
  prices: RegionPrices,
): string | null {
  const fitting = prices.ec2.types.flatMap((name) => {
    const type = types.find(name);
    if (type === undefined || type.architecture !== architecture) return [];
    const { largest, usual, isAwsvpc } = demand;
    if (largest.gpu === 0 ? !GENERAL.test(name) : type.gpus < largest.gpu) return [];
    if (tasksOn(type, largest, isAwsvpc) < 1) return [];
    const tasks = tasksOn(type, usual, isAwsvpc);
    const instances = demand.tasks === null ? 1 / tasks : Math.ceil(demand.tasks / tasks);
    return [{ name, vcpu: type.vcpu, tasks, price: Number(prices.ec2.hourlyPrice(name)) * instances }];
  });
  const usual = fitting.filter(({ tasks }) => tasks >= FEWEST_TASKS && tasks <= MOST_TASKS);
  const choices = usual.length > 0 ? usual : fitting;
  const [best] = choices.sort((a, b) => a.price - b.price || a.vcpu - b.vcpu || (a.name < b.name ? -1 : 1));
  return best?.name ?? null;
}

/** How many tasks of a size an empty instance holds. */
function tasksOn(type: InstanceType, size: Resources, isAwsvpc: boolean): number {
  const registered = registeredResources(type, {
    memoryFraction: DEFAULT_TIMINGS['instance.memoryFraction'],
  });
  const limits = (['cpu', 'memory', 'gpu'] as const).map((key) =>
    size[key] === 0 ? Number.POSITIVE_INFINITY : Math.floor(registered[key] / size[key]),
  );
  const ports = isAwsvpc ? awsvpcTaskLimit(type, 'LINUX', true) : Number.POSITIVE_INFINITY;
  return Math.min(...limits, ports, MOST_COUNTED);
}

/** Of tasks that reserve nothing there is room for any number. */
const MOST_COUNTED = 1000;

/** A type of the same size and kind for the other architecture: `m7g.large` of `m5.large`; `null` where there is none. */
export function counterpartType(
  name: string,
  architecture: InstanceType['architecture'],
  types: InstanceTypes,
  prices: RegionPrices,
): string | null {
  const [, kind, size] = /^([a-z]+)\d[^.]*\.(.+)$/.exec(name) ?? [];
  if (kind === undefined || size === undefined) return null;
  const letter = /^[cmr]$/.test(kind) ? kind : 'm';
  const families =
    architecture === 'ARM64'
      ? [...(kind === 't' ? ['t4g'] : []), `${letter}7g`, `${letter}6g`]
      : [...(kind === 't' ? ['t3'] : []), `${letter}7i`, `${letter}6i`, `${letter}5`];
  const found = families
    .map((family) => `${family}.${size}`)
    .find(
      (type) => types.find(type)?.architecture === architecture && prices.ec2.hourlyPrice(type) !== undefined,
    );
  return found ?? null;
}
