import * as z from 'zod';
import { readTraceHeader } from '../../../environment/traces/trace-header.ts';
import type { TraceSpec } from '../../../environment/traces/trace-spec.ts';
import type { LoadContext } from '../../context.ts';
import { didYouMean, listNames } from '../../names.ts';
import { describeValue, type Path } from '../../reading/problem.ts';
import { amount, cellText, choice, integer, moment, text } from '../../shapes/fields.ts';
import { mapping } from '../../shapes/mapping.ts';

const columnName = text('the name of a column');
const optionalColumn = columnName.optional();

const CPU_UNITS = ['vcpu', 'cpuMilli', 'cpu'] as const;
const MEMORY_UNITS = ['memoryGiB', 'memoryMib'] as const;

const columnsSchema = mapping({
  submitted: columnName.describe('When the task is asked for: a number of `timeUnit`, or ISO 8601.'),
  duration: optionalColumn.describe('From startedAt to the exit, in `timeUnit`.'),
  started: optionalColumn.describe('With `ended`, instead of `duration`.'),
  ended: optionalColumn.describe('With `started`, instead of `duration`.'),
  vcpu: optionalColumn.describe('vCPU.'),
  cpuMilli: optionalColumn.describe('Thousandths of a vCPU.'),
  cpu: optionalColumn.describe('CPU units.'),
  memoryGiB: optionalColumn.describe('GiB.'),
  memoryMib: optionalColumn.describe('MiB.'),
  gpus: optionalColumn.describe('GPUs; part of one counts as one.'),
  gpuMilli: optionalColumn.describe(
    'Thousandths of a GPU; with `gpus` of each of them. Part of one counts as one.',
  ),
  taskId: optionalColumn.describe("The task's id; default trace-n."),
  group: optionalColumn.describe('The task group.'),
  count: optionalColumn.describe('How many tasks the row stands for.'),
});

export const traceSchema = mapping({
  file: text('the name of a file').describe('A CSV file with a header, plain or gzip, in order of time.'),
  columns: columnsSchema.describe('Which column means what.'),
  where: z
    .record(z.string(), cellText(), 'a mapping of column names to values')
    .optional()
    .describe('Only rows in which every named column has exactly this text.'),
  from: moment()
    .optional()
    .describe('In the time of the trace: earlier rows are left out, and this becomes the start.'),
  timeUnit: choice(['s', 'ms']).prefault('s').describe('Unit of its numbers of time.'),
  timeScale: amount(true).prefault(1).describe('Multiplies the times between submissions, not durations.'),
  repeat: integer(1, 1_000_000).prefault(1).describe('How often the trace is run, one after the other.'),
  amplify: integer(1, 1_000_000).prefault(1).describe('How many tasks each row becomes.'),
  missing: choice(['error', 'skip']).prefault('error').describe('What an empty cell means.'),
  zeroDuration: choice(['run', 'skip']).prefault('run').describe('What becomes of a row that lasts no time.'),
  fargateSize: choice(['reject', 'roundUp'])
    .optional()
    .describe('A size that Fargate does not have: refused (default), or the cheapest that holds it.'),
});

type Trace = z.output<typeof traceSchema>;

/** A recorded workload, its columns found in the file's header; `null` when there is something wrong with it. */
export function resolveTrace(
  stated: Trace,
  fargate: boolean | null,
  path: Path,
  context: LoadContext,
): TraceSpec | null {
  const {
    file,
    columns,
    where = {},
    from = { fromStartMs: 0 },
    timeUnit,
    fargateSize = 'reject',
    ...others
  } = stated;
  const { findings } = context;
  if (fargate === false && stated.fargateSize !== undefined)
    findings.add([...path, 'fargateSize'], '`fargateSize` only for tasks on Fargate', stated.fargateSize);
  for (const key of fargate === true ? (['gpus', 'gpuMilli'] as const) : [])
    if (columns[key] !== undefined)
      findings.add([...path, 'columns', key], 'no GPU on Fargate', describeValue(columns[key]));
  checkHeader(stated, path, context);
  const spec = resolveColumns(columns, [...path, 'columns'], context);
  if (spec === null) return null;
  const { timeScale, repeat, amplify, missing, zeroDuration } = others;
  return {
    file,
    columns: spec,
    where,
    fromMs: 'fromStartMs' in from ? from.fromStartMs : 0,
    fromInstantMs: 'epochMs' in from ? from.epochMs : null,
    timeUnitMs: timeUnit === 's' ? 1000 : 1,
    timeScale,
    repeat,
    amplify,
    missing,
    zeroDuration,
    fargateSize,
  };
}

/** A row is a whole task: how long, and how much. */
function resolveColumns(
  columns: Trace['columns'],
  path: Path,
  { findings }: LoadContext,
): TraceSpec['columns'] | null {
  const { submitted, duration = null, started = null, ended = null } = columns;
  const cpu = onlyOne(CPU_UNITS, columns);
  const memory = onlyOne(MEMORY_UNITS, columns);
  const timed = Object.keys(columns).filter((key) => ['duration', 'started', 'ended'].includes(key));
  if (!['duration', 'ended,started'].includes(timed.sort().join()))
    findings.add(
      path,
      'either `duration`, or `started` and `ended`',
      timed.length === 0 ? 'none of them' : timed.join(', '),
    );
  if (cpu === null) findings.add(path, `exactly one of ${CPU_UNITS.join(', ')}`, given(CPU_UNITS, columns));
  if (memory === null)
    findings.add(path, `exactly one of ${MEMORY_UNITS.join(', ')}`, given(MEMORY_UNITS, columns));
  if (cpu === null || memory === null) return null;
  const { gpus = null, gpuMilli = null, taskId = null, group = null, count = null } = columns;
  return { submitted, duration, started, ended, cpu, memory, gpus, gpuMilli, taskId, group, count };
}

function onlyOne<U extends string>(
  units: readonly U[],
  columns: Partial<Record<U, string | undefined>>,
): { column: string; unit: U } | null {
  const [unit, ...others] = units.filter((name) => columns[name] !== undefined);
  return unit === undefined || others.length > 0 ? null : { column: columns[unit]!, unit };
}

function given(units: readonly string[], columns: Readonly<Record<string, string | undefined>>): string {
  return units.filter((name) => columns[name] !== undefined).join(', ') || 'none of them';
}

/** Every column that is named stands in the file's first row, once. */
function checkHeader(
  { file, columns, where = {} }: Trace,
  path: Path,
  { files, findings }: LoadContext,
): void {
  const header = files.readHead(file, [...path, 'file'], (head) => readTraceHeader(head, file));
  if (header === null) return;
  const named = Object.entries(columns).map(([key, name]) => ({
    at: [...path, 'columns', key],
    name: name!,
  }));
  const asked = Object.keys(where).map((name) => ({ at: [...path, 'where', name], name }));
  for (const { at, name } of [...named, ...asked]) {
    const count = header.filter((column) => column === name).length;
    if (count === 1) continue;
    const received =
      count === 0 ? describeValue(name) : `${describeValue(name)}, which ${count} columns are called`;
    findings.add(
      at,
      `a column of ${file}${listNames(header)}`,
      received,
      count === 0 ? didYouMean(name, header) : undefined,
    );
  }
}
