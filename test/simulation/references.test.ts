import { expect, test } from 'vitest';
import type { PlacementStrategySpec } from '../../src/scenario/scenario.ts';
import { type ReplayRow, replay, traceLines } from '../support/replay.ts';

/** Results of an independent script on this file; the simulator must reproduce them exactly. */
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

function azureRows(): ReplayRow[] {
  const [, ...lines] = traceLines('azure-vm-2017-a.csv.gz');
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
