import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { TraceSource } from '../../src/environment/traces/trace-source.ts';
import type { TraceSpec } from '../../src/environment/traces/trace-spec.ts';
import { advanceTo } from '../../src/simulation/advance.ts';
import { createSimulation } from '../../src/simulation/create-simulation.ts';
import type { Simulation } from '../../src/simulation/simulation.ts';
import { restore, snapshot } from '../../src/simulation/snapshot.ts';
import { bytesOf, feed, traceSpec } from '../environment/traces/trace-support.ts';
import { instances, scenarioWith } from '../support/scenario.ts';

/** Two traces on one small cluster, so that tasks of both wait for one another. */
const FILES: Readonly<Record<string, Uint8Array>> = {
  'day.csv': bytesOf(rowsOf(120, 7)),
  'night.csv': bytesOf(rowsOf(80, 11)),
};
const TRACES: readonly TraceSpec[] = [
  traceSpec({ file: 'day.csv', columns: { taskId: 'id', group: 'team' }, repeat: 2 }),
  traceSpec({ file: 'night.csv', amplify: 2, timeScale: 0.5 }),
];

function rowsOf(count: number, step: number): string {
  let submitted = 0;
  let text = 't,duration,vcpu,memory,id,team\n';
  for (let i = 0; i < count; i++) {
    submitted += (i * step) % 5;
    text += `${submitted},${(i * 13) % 40},${1 + (i % 3)},${(i % 4) / 2},job-${i},team-${i % 4}\n`;
  }
  return text;
}

interface Run {
  readonly simulation: Simulation;
  readonly sources: readonly TraceSource[];
}

function newRun(): Run {
  const sources: TraceSource[] = [];
  const scenario = scenarioWith({
    cluster: { containerInstances: [instances(2, 4096, 8192)] },
    workloads: TRACES.map((trace) => ({ source: { kind: 'trace', trace } })),
  });
  const simulation = createSimulation(scenario, [], (workload) => {
    if (workload.source.kind !== 'trace') throw new Error('expected traces only');
    const source = new TraceSource(workload.source.trace, workload.source.trace.file, 1);
    sources.push(source);
    return source;
  });
  return { simulation, sources };
}

/** Runs so many timers, feeding what is hungry; false once the run has ended. */
function drive({ simulation, sources }: Run, chunkBytes: number, timers: number): boolean {
  for (;;) {
    const progress = advanceTo(simulation, 1e12, timers);
    if (progress !== 'needMore') return progress !== 'ended';
    for (const source of sources) if (source.hungry) feed(source, FILES[source.file]!, chunkBytes);
  }
}

function finish(run: Run, chunkBytes: number): string {
  drive(run, chunkBytes, Number.POSITIVE_INFINITY);
  return `${run.simulation.digest.hex()} ${run.simulation.events}`;
}

test('every row of every pass becomes a task, and each ends', () => {
  const run = newRun();
  finish(run, 1 << 16);
  expect(run.simulation.tasks.live).toBe(0);
  expect(run.simulation.stems.map((stem) => stem.count)).toEqual([2 * 120 + 2 * 80]);
  expect(run.sources.map((source) => source.pass)).toEqual([1, 0]);
});

test('a run that is stopped anywhere, saved and restored goes on as if nothing had been, in whatever chunks bytes come', () => {
  const whole = finish(newRun(), 1 << 16);
  fc.assert(
    fc.property(
      fc.nat(2500),
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 1, max: 5000 }),
      (timers, before, after) => {
        const first = newRun();
        drive(first, before, timers);
        const state = structuredClone(snapshot(first.simulation));
        const second = newRun();
        restore(second.simulation, state);
        expect(finish(second, after)).toBe(whole);
        expect(finish(first, after)).toBe(whole);
        expect(second.sources.map((source) => source.counts)).toEqual(
          first.sources.map((source) => source.counts),
        );
      },
    ),
    { numRuns: 60, seed: 71 },
  );
});
