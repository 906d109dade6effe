import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { TraceSource } from '../src/environment/traces/trace-source.ts';
import type { TraceSpec } from '../src/environment/traces/trace-spec.ts';
import { Stream } from '../src/kernel/streams.ts';
import { aim, ChecksumError, type Finding } from './harness.ts';

const ROWS = 10_000_000;
const QUICK_ROWS = 1_000_000;
const ROUNDS = 5;
/** The naive twin reads so many rows. */
const PREFIX_ROWS = 100_000;
const CHUNK_BYTES = 1 << 18;
const ROWS_IN_A_BLOCK = 10_000;
const HEADER = 'id,t_s,vcpu,memory_gb,duration_s,team\n';

/** Reading a trace of gzip rows, against gunzip alone on the same file. */
export async function benchTrace(quick: boolean): Promise<Finding[]> {
  const rows = quick ? QUICK_ROWS : ROWS;
  checkAgainstTwin();
  const folder = mkdtempSync(join(tmpdir(), 'ecsim-bench-'));
  try {
    const file = join(folder, 'trace.csv.gz');
    await pipeline(Readable.from(blocks(rows)), createGzip(), createWriteStream(file));
    const [gunzip, numbers, groups] = await alternate([
      () => readBytes(file),
      () => readTrace(file, null, rows),
      () => readTrace(file, 'team', rows),
    ]);
    return [
      { what: 'gunzip alone', figure: `${millions(rows / gunzip!.seconds)} M rows/s` },
      { what: 'gunzip and read', figure: `${millions(rows / numbers!.seconds)} M rows/s` },
      aim('against gunzip alone', numbers!.seconds / gunzip!.seconds, 'at most', 4),
      { what: 'with a column of groups', figure: `${millions(rows / groups!.seconds)} M rows/s` },
      { what: 'checksum', figure: `${numbers!.checksum}` },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Round {
  readonly seconds: number;
  readonly checksum: number;
}

/** The ways in turn, the first round dropped: median CPU time. The harness's own is for work that does not wait. */
async function alternate(ways: readonly (() => Promise<number>)[]): Promise<Round[]> {
  const measured = ways.map(() => [] as Round[]);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, way] of ways.entries()) {
      const before = process.cpuUsage();
      const checksum = await way();
      const { user, system } = process.cpuUsage(before);
      measured[i]!.push({ seconds: (user + system) / 1e6, checksum });
    }
  return measured.map((all) => {
    if (all.some(({ checksum }) => checksum !== all[0]!.checksum))
      throw new ChecksumError('a round gave another checksum');
    const counted = all.slice(1).sort((a, b) => a.seconds - b.seconds);
    return counted[(counted.length - 1) >> 1]!;
  });
}

function unzipped(file: string): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  return createReadStream(file, { highWaterMark: CHUNK_BYTES }).pipe(gunzip);
}

async function readBytes(file: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of unzipped(file)) bytes += chunk.length;
  return bytes;
}

async function readTrace(file: string, group: string | null, rows: number): Promise<number> {
  const reader = new Reader(group);
  for await (const chunk of unzipped(file)) reader.push(chunk);
  reader.end();
  if (reader.taken !== rows) throw new Error(`expected ${rows} tasks, received ${reader.taken}`);
  return reader.checksum;
}

/** Takes every task as soon as it is known, as a run does. */
class Reader {
  taken = 0;
  checksum = 0;
  private readonly source: TraceSource;

  constructor(group: string | null) {
    this.source = new TraceSource(specOf(group), 'trace.csv.gz', 1);
  }

  push(chunk: Uint8Array): void {
    this.source.push(chunk);
    this.drain();
  }

  end(): void {
    this.source.end();
    this.drain();
  }

  private drain(): void {
    const { source } = this;
    for (let at = source.peekMs(); at !== -1 && at !== Number.POSITIVE_INFINITY; at = source.peekMs()) {
      this.checksum = mix(this.checksum, at, source.durationMs, source.cpu, source.memory);
      this.taken++;
      source.take();
    }
  }
}

function mix(checksum: number, at: number, durationMs: number, cpu: number, memory: number): number {
  return (Math.imul(checksum, 31) + at + 7 * durationMs + 11 * cpu + 13 * memory) | 0;
}

/** Reads the same rows by splitting lines, and fails when that comes to anything else. */
function checkAgainstTwin(): void {
  const text = [...blocks(PREFIX_ROWS)].map((block) => new TextDecoder().decode(block)).join('');
  const reader = new Reader('team');
  reader.push(new TextEncoder().encode(text));
  reader.end();
  let checksum = 0;
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [, t, vcpu, gb, duration] = line.split(',').map(Number);
    checksum = mix(checksum, Math.round(t! * 1000), duration! * 1000, vcpu! * 1024, gb! * 1024);
  }
  if (checksum === reader.checksum) return;
  throw new ChecksumError(`the trace and its twin disagree: ${reader.checksum} and ${checksum}`);
}

/** Rows of a made-up month, always the same: times of milliseconds, four sizes, durations of seconds. */
function* blocks(rows: number): Generator<Uint8Array> {
  const stream = new Stream('bench/trace');
  let atMs = 0;
  let text = HEADER;
  for (let row = 0; row < rows; row++) {
    atMs += Math.floor(stream.next() * 500);
    const vcpu = 1 << (stream.next() * 4);
    const seconds = Math.floor(stream.next() * 5000);
    text += `${row},${atMs / 1000},${vcpu},${vcpu * 1.75},${seconds},team-${row % 40}\n`;
    if (row % ROWS_IN_A_BLOCK !== 0 && row !== rows - 1) continue;
    yield new TextEncoder().encode(text);
    text = '';
  }
}

function specOf(group: string | null): TraceSpec {
  return {
    file: 'trace.csv.gz',
    columns: {
      submitted: 't_s',
      duration: 'duration_s',
      started: null,
      ended: null,
      cpu: { column: 'vcpu', unit: 'vcpu' },
      memory: { column: 'memory_gb', unit: 'memoryGiB' },
      gpus: null,
      gpuMilli: null,
      taskId: null,
      group,
      count: null,
    },
    where: {},
    fromMs: 0,
    timeUnitMs: 1000,
    timeScale: 1,
    repeat: 1,
    amplify: 1,
    missing: 'error',
    zeroDuration: 'run',
    fargateSize: 'reject',
  };
}

function millions(value: number): string {
  return (value / 1e6).toFixed(1);
}
