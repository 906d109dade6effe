import { type Expected, WrittenNumber } from './example.ts';

/**
 * Whether an answer is what was expected. Types must agree; of an object only the expected keys are looked at; a list
 * has its length and order; a sentence may end with or without a full stop. A number may be off by `tolerance` times
 * itself, or, where that is null, by half a unit of the last digit written, at most 0.005.
 */
export function agrees(expected: Expected, received: unknown, tolerance: number | null): boolean {
  if (expected instanceof WrittenNumber)
    return typeof received === 'number' && isNear(expected, received, tolerance);
  if (typeof expected === 'string')
    return typeof received === 'string' && sentence(expected) === sentence(received);
  if (Array.isArray(expected))
    return (
      Array.isArray(received) &&
      received.length === expected.length &&
      expected.every((item, i) => agrees(item, received[i], tolerance))
    );
  if (typeof expected !== 'object' || expected === null) return expected === received;
  if (typeof received !== 'object' || received === null || Array.isArray(received)) return false;
  return Object.entries(expected).every(
    ([key, value]) =>
      Object.hasOwn(received, key) && agrees(value, (received as Record<string, unknown>)[key], tolerance),
  );
}

function isNear({ value, halfUnit }: WrittenNumber, received: number, tolerance: number | null): boolean {
  const allowed = tolerance === null ? halfUnit : Math.max(Math.abs(value) * tolerance, halfUnit);
  return Math.abs(received - value) <= allowed + BINARY_NOISE * Math.max(allowed, Math.abs(value));
}

/** Decimal fractions that a double cannot hold must not decide at the edge. */
const BINARY_NOISE = 1e-12;

function sentence(text: string): string {
  return text.endsWith('.') ? text.slice(0, -1) : text;
}
