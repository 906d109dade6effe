import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { TraceFeed } from '../../src/experiment/run.ts';
import { ScenarioRun } from '../../src/experiment/run.ts';
import { runScenario } from '../../src/experiment/run-scenario.ts';
import { type DrivenRun, type DrivePosition, drive } from '../../src/io/drive.ts';
import { InputFolder } from '../../src/io/input-files.ts';
import { AssertionFailure } from '../../src/kernel/assert.ts';
import { TasksCsv } from '../../src/reporters/streams/tasks-csv.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Progress } from '../../src/simulation/advance.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Counts the bytes it is given, `repeat` times; ends when they are all there. */
class CountingRun implements DrivenRun {
  readonly nowMs = 0;
  readonly endMs = null;
  readonly events = 0;
  readonly received: Uint8Array[] = [];
  readonly feed: TraceFeed & { hungry: boolean; pass: number };
  private isOver = false;

  constructor(repeat: number) {
    const run = this;
    this.feed = {
      file: 'jobs.csv',
      hungry: true,
      pass: 0,
      push(chunk) {
        run.received.push(chunk.slice());
        this.hungry = false;
      },
      end() {
        this.hungry = false;
        if (this.pass + 1 < repeat) {
          this.pass++;
          this.hungry = true;
        } else run.isOver = true;
      },
    };
  }

  get feeds(): readonly TraceFeed[] {
    return [this.feed];
  }

  advance(): Progress {
    if (this.isOver) return 'ended';
    this.feed.hungry = true;
    return 'needMore';
  }
}

/** Runs so many timers and writes `bytesPerTimer` bytes at each. */
class BusyRun implements DrivenRun {
  readonly feeds: readonly TraceFeed[] = [];
  readonly endMs: number;
  readonly slices: number[] = [];
  nowMs = 0;
  pendingBytes = 0;
  private readonly bytesPerTimer: number;

  constructor(timers: number, bytesPerTimer: number) {
    this.endMs = timers;
    this.bytesPerTimer = bytesPerTimer;
  }

  get events(): number {
    return this.nowMs;
  }

  take(): Uint8Array {
    const bytes = new Uint8Array(this.pendingBytes);
    this.pendingBytes = 0;
    return bytes;
  }

  advance(_untilMs: number, maxTimers: number): Progress {
    const timers = Math.min(maxTimers, this.endMs - this.nowMs);
    this.slices.push(timers);
    this.nowMs += timers;
    this.pendingBytes += timers * this.bytesPerTimer;
    return this.nowMs === this.endMs ? 'ended' : 'paused';
  }
}

test('a trace is fed to its end, and again for every pass', async () => {
  const content = Buffer.from(
    Uint32Array.from({ length: 200_000 }, (_, i) => Math.imul(i, 2654435761)).buffer,
  );
  for (const [repeat, bytes] of [
    [1, content],
    [3, gzipSync(content)],
  ] as const) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'jobs.csv'), bytes);
    const files = new InputFolder(folder);
    const run = new CountingRun(repeat);
    const fractions: number[] = [];
    await drive(run, {
      locate: (name) => files.locate(name),
      repeats: [repeat],
      onSlice: ({ fraction }) => fractions.push(fraction!),
    });
    expect(
      Buffer.compare(
        Buffer.concat(run.received),
        Buffer.concat(Array.from({ length: repeat }, () => content)),
      ),
    ).toBe(0);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  }
});

test('outputs are drained before much has gathered, and slices grow only as far as that', async () => {
  const run = new BusyRun(200_000, 1000);
  let written = 0;
  let most = 0;
  const write = async (bytes: Uint8Array) => {
    most = Math.max(most, bytes.length);
    written += bytes.length;
  };
  await drive(run, { locate: () => 'none', outputs: [{ source: run, file: { write } }] });
  expect(written).toBe(200_000 * 1000);
  expect(most).toBeLessThan(10 * 1024 * 1024);
  expect(run.slices.length).toBeGreaterThan(20);
});

test('without outputs slices grow until they take their time', async () => {
  const run = new BusyRun(50_000_000, 0);
  await drive(run, { locate: () => 'none' });
  expect(run.slices.length).toBeLessThan(40);
});

test('an abort ends the drive with its reason, between two slices', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const run = new BusyRun(Number.MAX_SAFE_INTEGER, 0);
  const positions: DrivePosition[] = [];
  const onSlice = (position: DrivePosition) => {
    positions.push(position);
    if (positions.length === 3) controller.abort(reason);
  };
  await expect(drive(run, { locate: () => 'none', signal: controller.signal, onSlice })).rejects.toBe(reason);
  expect(positions).toHaveLength(3);
});

test('a run that wants bytes while no trace does is a defect, not an endless loop', async () => {
  const run: DrivenRun = { feeds: [], nowMs: 0, endMs: null, events: 0, advance: () => 'needMore' };
  await expect(drive(run, { locate: () => 'none' })).rejects.toThrow(AssertionFailure);
});

test('a trace that cannot be found is an error with its name', async () => {
  await expect(drive(new CountingRun(1), { locate: () => 'no such file' })).rejects.toThrow(
    'jobs.csv: expected a file that can be read, received no such file.',
  );
});

const SCENARIO = `
simulation: { duration: 4h }
clusters: [{ containerInstances: [{ ec2InstanceType: m5.large, count: 4 }] }]
taskDefinitions:
  - { family: report, containerDefinitions: [{ name: report, image: shop/report, cpu: 256, memory: 512 }] }
workloads:
  - { taskDefinition: report, arrivals: { poisson: { perMinute: 6 } }, duration: { exponential: { mean: 2m } } }
  - { trace: { file: jobs.csv.gz, columns: { submitted: t, duration: d, cpu: c, memoryMib: m }, repeat: 3 }, launchType: EC2 }
`;

test('how a run is sliced and fed changes nothing about it', async () => {
  const folder = temporaryFolder();
  const rows = Array.from({ length: 300 }, (_, i) => `${i * 9},${30 + ((i * 37) % 90)},128,256\n`);
  writeFileSync(join(folder, 'jobs.csv.gz'), gzipSync(`t,d,c,m\n${rows.join('')}`));
  const files = new InputFolder(folder);
  const loaded = await loadScenario(SCENARIO, { files, fileName: 'mixed.yaml' });
  const atOnce = runScenario(loaded, files);
  const text: string[] = [];
  const writers: TasksCsv[] = [];
  const run = new ScenarioRun(loaded.scenario, loaded.prices, (charges) => {
    writers.push(new TasksCsv(charges));
    return writers;
  });
  const write = async (bytes: Uint8Array) => void text.push(Buffer.from(bytes).toString());
  await drive(run, {
    locate: (name) => files.locate(name),
    repeats: [3],
    outputs: [{ source: writers[0]!, file: { write } }],
  });
  expect(run.outcome()).toEqual(atOnce);
  expect(text.join('').trimEnd().split('\n')).toHaveLength(atOnce.tasks.requested + 1);
});
