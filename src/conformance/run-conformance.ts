import { type Adapter, NOT_COVERED } from './adapter.ts';
import { adapters } from './adapters/registry.ts';
import { agrees } from './compare.ts';
import { type Example, type Given, plain } from './example.ts';
import { withFixtures } from './fixtures.ts';
import { workedExamples } from './worked-examples.ts';

/** What `ecsim conformance --format json` prints. */
export interface ConformanceReport {
  readonly areas: Readonly<Record<string, AreaCounts>>;
  readonly examples: readonly ExampleResult[];
}

export interface AreaCounts {
  readonly passed: number;
  readonly failed: number;
  readonly notCovered: number;
}

export interface ExampleResult {
  readonly id: string;
  readonly area: string;
  readonly result: 'passed' | 'failed' | 'notCovered';
  readonly expected: unknown;
  /** What the simulator answers; null when it was not asked. */
  readonly received: unknown;
}

/** Puts every example to the adapter of its area, which gets `given` and nothing else, and compares the answers. */
export async function runConformance(
  examples: readonly Example[],
  known: Readonly<Record<string, Adapter>> = adapters,
): Promise<ConformanceReport> {
  const results: ExampleResult[] = [];
  for (const example of withFixtures(examples, workedExamples())) {
    const adapter = Object.hasOwn(known, example.area) ? known[example.area] : undefined;
    const answer = example.prose || adapter === undefined ? NOT_COVERED : await ask(adapter, example.given);
    results.push(judge(example, answer));
  }
  return { areas: countByArea(results), examples: results };
}

/** A defect of ours must not end the whole report: the example failed, and the report says how. */
async function ask(adapter: Adapter, given: Given): Promise<unknown> {
  try {
    return await adapter.answer(given);
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function judge(example: Example, answer: unknown): ExampleResult {
  const { id, area, expect, tolerance } = example;
  const expected = plain(expect);
  if (answer === NOT_COVERED) return { id, area, result: 'notCovered', expected, received: null };
  return {
    id,
    area,
    result: agrees(expect, answer, tolerance) ? 'passed' : 'failed',
    expected,
    received: answer,
  };
}

function countByArea(results: readonly ExampleResult[]): Record<string, AreaCounts> {
  const areas = new Map<string, { passed: number; failed: number; notCovered: number }>();
  for (const { area, result } of results) {
    const counts = areas.get(area) ?? { passed: 0, failed: 0, notCovered: 0 };
    counts[result]++;
    areas.set(area, counts);
  }
  return Object.fromEntries(areas);
}
