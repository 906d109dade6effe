import { stringify } from 'csv-stringify';
import { Rates } from '../src/billing/rates.ts';
import { FargateTaskCharges } from '../src/billing/task-charges.ts';
import { digestText } from '../src/kernel/digest.ts';
import { StopCode, TaskStatus } from '../src/model/task-status.ts';
import { NONE, type TaskIndex } from '../src/model/task-table.ts';
import { EventsJsonl } from '../src/reporters/streams/events-jsonl.ts';
import { TASK_COLUMNS, TasksCsv } from '../src/reporters/streams/tasks-csv.ts';
import { advanceTo } from '../src/simulation/advance.ts';
import { createSimulation } from '../src/simulation/create-simulation.ts';
import type { Simulation } from '../src/simulation/simulation.ts';
import { TEST_PRICES } from '../test/support/prices.ts';
import { burst, DEFAULT_TIMINGS, instances, scenarioWith } from '../test/support/scenario.ts';
import { taskRecord } from '../test/support/task-record.ts';

/** What one writer cost, in CPU time. */
export interface WriterFigures {
  readonly records: number;
  readonly bytes: number;
  readonly nsPerRecord: number;
  readonly megabytesPerSecond: number;
}

/** The writers of tasks.csv and events.jsonl alone, without a run around them, and what they are compared with. */
export interface FileFigures {
  readonly tasksCsv: WriterFigures;
  /** csv-stringify's stream, given the same rows as records. */
  readonly csvStream: WriterFigures;
  readonly eventsJsonl: WriterFigures;
  /** JSON.stringify, given the same events as objects. */
  readonly jsonStringify: WriterFigures;
  /** Of what both CSV writers make of the same rows; unequal checksums void the benchmark. */
  readonly tasksCsvChecksum: string;
  readonly csvStreamChecksum: string;
}

/** A block is handed over when it has this many bytes. */
const BLOCK = 1 << 18;
/** Live tasks of the bench; each is written again and again. */
const TASKS = 4000;

/** One round: `records` rows and as many events by our writers, a tenth of that by the slow ones. */
export async function measureFiles(records: number): Promise<FileFigures> {
  const few = Math.ceil(records / 10);
  const stopped = benchTasks(() => STAGES.length - 1);
  const tasksCsv = measure(records, () => writeRows(stopped, records));
  const stream = await measureStream(stopped, few);
  const living = benchTasks((position) => position % STAGES.length);
  const eventsJsonl = measure(records, () => writeEvents(living, records));
  return {
    tasksCsv,
    csvStream: stream.figures,
    eventsJsonl,
    jsonStringify: measureJson(living, few),
    tasksCsvChecksum: digestText(allRows(stopped, few)),
    csvStreamChecksum: digestText(stream.text),
  };
}

interface BenchTasks {
  readonly simulation: Simulation;
  readonly charges: FargateTaskCharges;
  readonly tasks: readonly TaskIndex[];
}

const { PENDING, RUNNING, STOPPING, STOPPED } = TaskStatus;
/** What a task's row can be made to look like, in the order of its life. */
const STAGES = [PENDING, RUNNING, STOPPING, STOPPED] as const;

/** Tasks on Fargate and on instances, each at the stage that its position says, that can be written as often as wanted. */
function benchTasks(stageOf: (position: number) => number): BenchTasks {
  const charges = new FargateTaskCharges(new Rates(TEST_PRICES));
  const scenario = scenarioWith({
    timings: DEFAULT_TIMINGS,
    cluster: { containerInstances: [instances(40, 65_536, 262_144, { ec2InstanceType: 'm5.large', name: 'm5.large' })] },
    workloads: [{ source: burst(TASKS / 2, 0, 1e9) }, { source: burst(TASKS / 2, 5000, 1e9), launchType: 'FARGATE' }],
  });
  const simulation = createSimulation(scenario, [charges]);
  advanceTo(simulation, STARTED_MS);
  const tasks = simulation.tasks.liveTasks();
  for (const [position, task] of tasks.entries()) setStage(simulation, task, STAGES[stageOf(position)]!);
  return { simulation, charges, tasks };
}

/** By then every task runs. */
const STARTED_MS = 1_000_000;

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
  if (status === STOPPED) tasks.stoppedAt[task] = tasks.stoppingAt[task]! + (tasks.instance[task] === NONE ? 21_017 : 1000);
}

function writeRows({ simulation, charges, tasks }: BenchTasks, rows: number): number {
  const writer = new TasksCsv(charges);
  writer.begin(simulation);
  let bytes = 0;
  for (let row = 0; row < rows; row++) {
    writer.taskGone(0, tasks[row % tasks.length]!);
    if (writer.pendingBytes > BLOCK) bytes += writer.take().length;
  }
  return bytes + writer.take().length;
}

function allRows({ simulation, charges, tasks }: BenchTasks, rows: number): string {
  const writer = new TasksCsv(charges);
  writer.begin(simulation);
  for (let row = 0; row < rows; row++) writer.taskGone(0, tasks[row % tasks.length]!);
  return new TextDecoder().decode(writer.take());
}

async function measureStream({ simulation, charges, tasks }: BenchTasks, rows: number): Promise<{ figures: WriterFigures; text: string }> {
  const records = tasks.map((task) => {
    const record = taskRecord(simulation, charges, task, true);
    return TASK_COLUMNS.map((column) => record[column]!);
  });
  const blocks: Buffer[] = [];
  const before = process.cpuUsage();
  const stream = stringify({ header: true, columns: [...TASK_COLUMNS] });
  stream.on('data', (block: Buffer) => blocks.push(block));
  for (let row = 0; row < rows; row++)
    if (!stream.write(records[row % records.length])) await new Promise((resolve) => stream.once('drain', resolve));
  await new Promise((resolve) => {
    stream.once('end', resolve);
    stream.end();
  });
  const ns = spentNs(before);
  const whole = Buffer.concat(blocks);
  return { figures: figuresOf(rows, whole.length, ns), text: whole.toString() };
}

function writeEvents({ simulation, tasks }: BenchTasks, events: number): number {
  const writer = new EventsJsonl('us-east-1');
  writer.begin(simulation);
  let bytes = 0;
  for (let event = 0; event < events; event++) {
    const task = tasks[event % tasks.length]!;
    const status = simulation.tasks.status[task] as TaskStatus;
    writer.taskStatusChanged(EVENT_MS, task, TaskStatus.PROVISIONING, status);
    if (writer.pendingBytes > BLOCK) bytes += writer.take().length;
  }
  return bytes + writer.take().length;
}

const EVENT_MS = 1e7;

function measureJson({ simulation, tasks }: BenchTasks, events: number): WriterFigures {
  const writer = new EventsJsonl('us-east-1');
  writer.begin(simulation);
  for (const task of tasks) writer.taskStatusChanged(EVENT_MS, task, TaskStatus.PROVISIONING, TaskStatus.STOPPED);
  const lines = new TextDecoder().decode(writer.take()).trimEnd().split('\n');
  const objects = lines.map((line) => JSON.parse(line) as unknown);
  return measure(events, () => {
    let bytes = 0;
    for (let event = 0; event < events; event++) bytes += Buffer.from(JSON.stringify(objects[event % objects.length])).length;
    return bytes;
  });
}

function measure(records: number, write: () => number): WriterFigures {
  const before = process.cpuUsage();
  const bytes = write();
  return figuresOf(records, bytes, spentNs(before));
}

function figuresOf(records: number, bytes: number, ns: number): WriterFigures {
  return { records, bytes, nsPerRecord: ns / records, megabytesPerSecond: (bytes / ns) * 1000 };
}

function spentNs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}
