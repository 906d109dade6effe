/** What a task takes or a container instance has: CPU units, MiB, whole GPUs. */
export interface ResourceVector {
  readonly cpu: number;
  readonly memory: number;
  readonly gpu: number;
}

/** Every resource that a packing looks at. */
export const RESOURCES = ['cpu', 'memory', 'gpu'] as const;
export type Resource = (typeof RESOURCES)[number];

/** So many things of one size; `Infinity` where there are as many as are needed. */
export interface Counted<Size> {
  readonly size: Size;
  readonly count: number;
}

/** Whether each resource of `size` is within that of `room`. */
export function fitsInto(size: ResourceVector, room: ResourceVector): boolean {
  return size.cpu <= room.cpu && size.memory <= room.memory && size.gpu <= room.gpu;
}

/** One resource of things, the sizes as they are. */
export function inResource(
  things: readonly Counted<ResourceVector>[],
  resource: Resource,
): Counted<number>[] {
  return things.map(({ size, count }) => ({ size: size[resource], count }));
}

/** The least whole number from `amount / unit` up, exactly; both are whole and `unit` is above 0. */
export function ceilDivide(amount: number, unit: number): number {
  const rest = amount % unit;
  return (amount - rest) / unit + (rest > 0 ? 1 : 0);
}

/** Whether two are equal in every resource. */
export function sameSize(one: ResourceVector, other: ResourceVector): boolean {
  return one.cpu === other.cpu && one.memory === other.memory && one.gpu === other.gpu;
}
