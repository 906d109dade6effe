import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { PlacementStrategySpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { TraceTaskSource } from '../../src/simulation/workload.ts';
import { instances, scenarioWith } from './scenario.ts';

/** A task that arrives at a moment (ms) and runs for a time. */
export interface ReplayRow {
  readonly at: number;
  readonly durationMs: number;
  readonly cpu: number;
  readonly memory: number;
}

/** What an ideal fleet came to: instances that were open at once, and for how long all of them were. */
export interface Replayed {
  readonly peak: number;
  readonly openMs: number;
}

/** Places the rows in their order on an ideal fleet of instances of this size, by one strategy. */
export function replay(
  rows: readonly ReplayRow[],
  cpu: number,
  memory: number,
  strategy: PlacementStrategySpec,
): Replayed {
  const meter = new OpenInstances();
  const scenario = scenarioWith({
    cluster: { idealFleet: instances(1, cpu, memory) },
    workloads: [
      {
        placementStrategy: [strategy],
        // The rows are handed over below, so the reading of the file is not in question here.
        source: { kind: 'trace', trace: { fargateSize: 'reject' } as never },
      },
    ],
  });
  const simulation = createSimulation(scenario, [meter], () => new Rows(rows));
  expect(advanceTo(simulation, 1e12)).toBe('ended');
  expect(simulation.tasks.live).toBe(0);
  return meter;
}

/** The lines of a trace of the gallery. */
export function traceLines(name: string): string[] {
  const url = new URL(`../../scenarios/traces/${name}`, import.meta.url);
  return gunzipSync(readFileSync(url)).toString('utf8').trimEnd().split('\n');
}

class Rows implements TraceTaskSource {
  durationMs = 0;
  cpu = 0;
  memory = 0;
  gpu = 0;
  taskId = '';
  group = '';
  private readonly rows: readonly ReplayRow[];
  private position = 0;

  constructor(rows: readonly ReplayRow[]) {
    this.rows = rows;
  }
  peekMs(): number {
    const row = this.rows[this.position];
    if (row === undefined) return Number.POSITIVE_INFINITY;
    this.durationMs = row.durationMs;
    this.cpu = row.cpu;
    this.memory = row.memory;
    return row.at;
  }
  take(): void {
    this.position++;
  }
  snapshot(): number {
    return this.position;
  }
  restore(state: number): void {
    this.position = state;
  }
}

class OpenInstances extends Observer implements Replayed {
  peak = 0;
  openMs = 0;
  private open = 0;
  private since = 0;

  override instanceStatusChanged(
    at: number,
    _instance: number,
    _from: InstanceStatus,
    to: InstanceStatus,
  ): void {
    this.openMs += this.open * (at - this.since);
    this.since = at;
    this.open += to === InstanceStatus.ACTIVE ? 1 : -1;
    this.peak = Math.max(this.peak, this.open);
  }
}
