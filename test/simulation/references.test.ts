import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Observer } from '../../src/events/observer.ts';
import { InstanceStatus } from '../../src/model/instance-status.ts';
import type { PlacementStrategySpec } from '../../src/scenario/scenario.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { TraceTaskSource } from '../../src/simulation/workload.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

/** Results of an independent script on these files; the simulator must reproduce them exactly. */
const AZURE: readonly [PlacementStrategySpec, number, string][] = [
  [{ type: 'firstFit', field: '' }, 690, '37552.67'],
  [{ type: 'bestFit', field: 'cpu' }, 690, '38182.50'],
  [{ type: 'bestFit', field: 'memory' }, 690, '38119.08'],
  [{ type: 'binpack', field: 'memory' }, 690, '38119.08'],
  [{ type: 'worstFit', field: 'cpu' }, 715, '41639.92'],
];

test.each(AZURE)(
  'the Azure trace on an elastic fleet of 64 vCPU and 256 GiB: %o',
  (strategy, peak, hours) => {
    const rows = azureRows();
    expect(rows.length).toBe(252_130);
    const meter = replay(rows, 65_536, 262_144, strategy);
    expect(meter.peak).toBe(peak);
    expect((meter.openMs / 3_600_000).toFixed(2)).toBe(hours);
  },
);

test.each([
  ['firstFit', 'first_fit'],
  ['bestFit', 'best_fit'],
  ['binpack', 'best_fit'],
  ['worstFit', 'worst_fit'],
] as const)("Falkenauer's bins: %s opens exactly as many as %s", (type, column) => {
  const [header, ...lines] = unzip('bpp-falkenauer-u.csv.gz');
  const columns = header!.split(',');
  expect(lines.length).toBe(40);
  for (const line of lines) {
    const cells = line.split(',');
    const sizes = cells[columns.indexOf('sizes')]!.split(' ').map(Number);
    const rows = sizes.map((memory, i) => ({ at: i, durationMs: 1e9, cpu: 1, memory }));
    const field = type === 'firstFit' ? '' : 'memory';
    expect(replay(rows, 100_000, 150, { type, field }).peak).toBe(Number(cells[columns.indexOf(column)]));
  }
});

interface Row {
  at: number;
  durationMs: number;
  cpu: number;
  memory: number;
}

class Rows implements TraceTaskSource {
  durationMs = 0;
  cpu = 0;
  memory = 0;
  gpu = 0;
  taskId = '';
  group = '';
  private readonly rows: readonly Row[];
  private position = 0;

  constructor(rows: readonly Row[]) {
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

class OpenInstances extends Observer {
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

function replay(
  rows: readonly Row[],
  cpu: number,
  memory: number,
  strategy: PlacementStrategySpec,
): OpenInstances {
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

function azureRows(): Row[] {
  const [, ...lines] = unzip('azure-vm-2017-a.csv.gz');
  return lines
    .map((line) => line.split(',').map(Number))
    .filter((cells) => cells[5]! > 0)
    .map((cells) => ({
      at: cells[2]! * 1000,
      durationMs: cells[5]! * 1000,
      cpu: cells[3]! * 1024,
      memory: cells[4]! * 1024,
    }));
}

function unzip(name: string): string[] {
  const url = new URL(`../../scenarios/traces/${name}`, import.meta.url);
  return gunzipSync(readFileSync(url)).toString('utf8').trimEnd().split('\n');
}
