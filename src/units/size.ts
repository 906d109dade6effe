const WHOLE = /^\d+$/;
const VCPU = /^(\d+(?:\.\d+)?|\.\d+)\s*vcpu$/i;
const GB = /^(\d+(?:\.\d+)?|\.\d+)\s*gb$/i;

/** Task-level `cpu` as CPU units: 512, "512", "0.5 vCPU", ".5vcpu". ecs:R-1.1 (DG23 task_definition_parameters.md). */
export function parseCpuUnits(value: unknown): number | null {
  return parseSize(value, VCPU);
}

/** Task-level `memory` as MiB: 2048, "2048", "2 GB", "0.5GB", where 1 GB is 1024 MiB. ecs. */
export function parseMemoryMib(value: unknown): number | null {
  return parseSize(value, GB);
}

/** An integer of the small unit as it stands, or text that names the large unit, which is 1024 of the small one. */
function parseSize(value: unknown, large: RegExp): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value + 0 : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const amount = large.exec(text)?.[1];
  const size =
    amount !== undefined ? Math.round(Number(amount) * 1024) : WHOLE.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(size) ? size : null;
}
