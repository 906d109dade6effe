import { stringify } from 'csv-stringify';
import { Rates } from '../src/billing/rates.ts';
import { FargateTaskCharges } from '../src/billing/task-charges.ts';
import { Digest } from '../src/kernel/digest.ts';
import { StopCode, TaskStatus } from '../src/model/task-status.ts';
import { NONE, type TaskIndex } from '../src/model/task-table.ts';
import { EventsJsonl } from '../src/reporters/streams/events-jsonl.ts';
import { TASK_COLUMNS, TasksCsv } from '../src/reporters/streams/tasks-csv.ts';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import type { Simulation } from '../src/simulation/simulation.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { burst, DEFAULT_TIMINGS, instances, poisson, scenarioWith } from '../test/support/scenario.ts';
import { taskRecord } from '../test/support/task-record.ts';
import { ChecksumError, type Finding, ns } from './harness.ts';

const ROUNDS = 5;
/** The slow twins write this part of what the others do. */
const TWIN_PART = 10;
/** A block is handed over when it has this many bytes. */
const BLOCK = 1 << 18;
/** Tasks whose rows are written again and again. */
const TASKS = 4000;

/** tasks.csv and events.jsonl: their writers alone against csv-stringify and JSON.stringify, and in a run. */
export async function benchFiles(quick: boolean): Promise<Finding[]> {
  const records = quick ? 200_000 : 2_000_000;
  const few = records / TWIN_PART;
  const stopped = benchTasks(() => STOPPED);
  const living = benchTasks((position) => STAGES[position % STAGES.length]!);
  const objects = eventObjects(living);
  const [csv, stream, events, json, bare, written] = await inTurn(quick ? 3 : ROUNDS, [
    () => writeRows(stopped, records, false),
    () => streamRows(stopped, few),
    () => writeEvents(living, records),
    () => stringifyEvents(objects, few),
    () => runTasks(few, false),
    () => runTasks(few, true),
  ]);
  const prefix = writeRows(stopped, few, true);
  if (prefix.checksum !== stream!.checksum)
    throw new ChecksumError('TasksCsv and csv-stringify wrote other bytes');
  const rate = (csv!.bytes / csv!.seconds) * 1e-6;
  const ratio = perRecord(stream!) / perRecord(csv!);
  const added = perRecord(written!) - perRecord(bare!);
  return [
    { what: 'tasks.csv, a row', figure: ns(perRecord(csv!)) },
    {
      what: 'tasks.csv, writer alone',
      figure: `${Math.round(rate)} MB/s`,
      aim: 'at least 250',
      met: rate >= 250,
    },
    {
      what: "against csv-stringify's stream",
      figure: `${ratio.toFixed(1)} x`,
      aim: 'at least 5',
      met: ratio >= 5,
    },
    { what: 'tasks.csv in a run, a row', figure: ns(added), aim: 'at most 600', met: added <= 600 },
    {
      what: `events.jsonl, an event of ${Math.round(events!.bytes / events!.records)} B`,
      figure: ns(perRecord(events!)),
      aim: 'at most 700',
      met: perRecord(events!) <= 700,
    },
    { what: 'against JSON.stringify', figure: `${(perRecord(json!) / perRecord(events!)).toFixed(1)} x` },
    { what: 'checksum', figure: prefix.checksum },
  ];
}

interface Written {
  readonly records: number;
  readonly bytes: number;
  readonly checksum: string;
}

interface Timed extends Written {
  readonly seconds: number;
}

/** The ways in turn, the first round dropped: the round of median CPU time. */
async function inTurn(rounds: number, ways: readonly (() => Written | Promise<Written>)[]): Promise<Timed[]> {
  const timed = ways.map(() => [] as Timed[]);
  for (let round = 0; round < rounds; round++)
    for (const [i, way] of ways.entries()) {
      const before = process.cpuUsage();
      const written = await way();
      const { user, system } = process.cpuUsage(before);
      if (round > 0) timed[i]!.push({ ...written, seconds: (user + system) / 1e6 });
    }
  return timed.map((of) => of.sort((a, b) => a.seconds - b.seconds)[of.length >> 1]!);
}

function perRecord({ seconds, records }: Timed): number {
  return (seconds * 1e9) / records;
}

interface BenchTasks {
  readonly simulation: Simulation;
  readonly charges: FargateTaskCharges;
  readonly tasks: readonly TaskIndex[];
}

const { PENDING, RUNNING, STOPPING, STOPPED } = TaskStatus;
/** What a task's row can be made to look like, in the order of its life. */
const STAGES = [PENDING, RUNNING, STOPPING, STOPPED] as const;
/** By then every task runs. */
const STARTED_MS = 1_000_000;

/** Tasks on Fargate and on instances, each at a stage of its life, that can be written as often as wanted. */
function benchTasks(stageOf: (position: number) => (typeof STAGES)[number]): BenchTasks {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const fleet = instances(40, 65_536, 262_144, { ec2InstanceType: 'm5.large', name: 'm5.large' });
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [fleet] },
    workloads: [
      { source: burst(TASKS / 2, 0, 1e9) },
      { source: burst(TASKS / 2, 5000, 1e9), launchType: 'FARGATE' },
    ],
  });
  const simulation = createSimulation(scenario, [charges]);
  advanceTo(simulation, STARTED_MS);
  const tasks = simulation.tasks.liveTasks();
  for (const [position, task] of tasks.entries()) setStage(simulation, task, stageOf(position));
  return { simulation, charges, tasks };
}

function setStage({ tasks }: Simulation, task: TaskIndex, status: (typeof STAGES)[number]): void {
  tasks.status[task] = status;
  if (status === PENDING) {
    tasks.pullStartedAt[task] = NONE;
    tasks.pullStoppedAt[task] = NONE;
    tasks.startedAt[task] = NONE;
  }
  if (status < STOPPING) return;
  tasks.holding[task] = 0;
  tasks.stopCode[task] = StopCode.EssentialContainerExited;
  tasks.stopReason[task] = 0;
  tasks.exitCode[task] = 0;
  tasks.stoppingAt[task] = STARTED_MS + tasks.number[task]! * 1013;
  if (status !== STOPPED) return;
  tasks.stoppedAt[task] = tasks.stoppingAt[task]! + (tasks.instance[task] === NONE ? 21_017 : 1000);
}

/** Adds up what it is given; the checksum is that of all bytes together. */
class Sink {
  bytes = 0;
  private readonly digest = new Digest();
  private readonly checks: boolean;
  private rest: Uint8Array = new Uint8Array(0);

  /** Long outputs are told apart by their length alone: a digest of every byte would be most of the time. */
  constructor(checks: boolean) {
    this.checks = checks;
  }

  add(block: Uint8Array): void {
    this.bytes += block.length;
    if (!this.checks) return;
    const whole = new Uint8Array(this.rest.length + block.length);
    whole.set(this.rest);
    whole.set(block, this.rest.length);
    const end = whole.length & ~3;
    this.digest.addBytes(whole.subarray(0, end));
    this.rest = whole.slice(end);
  }

  written(records: number): Written {
    this.digest.addBytes(this.rest);
    return { records, bytes: this.bytes, checksum: this.checks ? this.digest.hex() : String(this.bytes) };
  }
}

function writeRows({ simulation, charges, tasks }: BenchTasks, rows: number, checks: boolean): Written {
  const writer = new TasksCsv(charges);
  writer.begin(simulation);
  const sink = new Sink(checks);
  for (let row = 0; row < rows; row++) {
    writer.taskGone(0, tasks[row % tasks.length]!);
    if (writer.pendingBytes > BLOCK) sink.add(writer.take());
  }
  sink.add(writer.take());
  return sink.written(rows);
}

async function streamRows({ simulation, charges, tasks }: BenchTasks, rows: number): Promise<Written> {
  const records = tasks.map((task) => Object.values(taskRecord(simulation, charges, task, true)));
  const sink = new Sink(true);
  const stream = stringify({ header: true, columns: [...TASK_COLUMNS] });
  stream.on('data', (block: Buffer) => sink.add(block));
  for (let row = 0; row < rows; row++)
    if (!stream.write(records[row % records.length]))
      await new Promise((resolve) => stream.once('drain', resolve));
  await new Promise((resolve) => {
    stream.once('end', resolve);
    stream.end();
  });
  return sink.written(rows);
}

const EVENT_MS = 1e7;

function writeEvents({ simulation, tasks }: BenchTasks, events: number): Written {
  const writer = new EventsJsonl('us-east-1');
  writer.begin(simulation);
  const sink = new Sink(false);
  for (let event = 0; event < events; event++) {
    const task = tasks[event % tasks.length]!;
    const from = event < tasks.length ? TaskStatus.NONE : TaskStatus.PROVISIONING;
    writer.taskStatusChanged(EVENT_MS, task, from, simulation.tasks.status[task] as TaskStatus);
    if (writer.pendingBytes > BLOCK) sink.add(writer.take());
  }
  sink.add(writer.take());
  return sink.written(events);
}

/** The same events as objects that only need to be printed. */
function eventObjects({ simulation, tasks }: BenchTasks): readonly unknown[] {
  const writer = new EventsJsonl('us-east-1');
  writer.begin(simulation);
  for (const task of tasks) writer.taskStatusChanged(EVENT_MS, task, TaskStatus.NONE, TaskStatus.RUNNING);
  const lines = new TextDecoder().decode(writer.take()).trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((event) => 'taskArn' in (event['detail'] as object));
}

function stringifyEvents(objects: readonly unknown[], events: number): Written {
  const sink = new Sink(false);
  for (let event = 0; event < events; event++)
    sink.add(Buffer.from(`${JSON.stringify(objects[event % objects.length])}\n`));
  return sink.written(events);
}

/** A whole run on Fargate, with tasks.csv or without. */
function runTasks(count: number, isWritten: boolean): Written {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const writer = new TasksCsv(charges);
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    workloads: [{ source: poisson(20, 60_000, count), launchType: 'FARGATE' }],
  });
  const simulation = createSimulation(scenario, isWritten ? [charges, writer] : [charges]);
  const sink = new Sink(false);
  while (advanceTo(simulation, Number.MAX_SAFE_INTEGER / 16, 10_000) !== 'ended') sink.add(writer.take());
  sink.add(writer.take());
  return sink.written(count);
}
