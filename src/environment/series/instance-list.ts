import type { Column } from '../traces/cells.ts';
import { HeldTable } from './held-table.ts';

/** Which column of a file of container instances means what. */
export interface InstanceListColumns {
  readonly name?: string;
  readonly vcpu?: string;
  readonly cpuMilli?: string;
  /** CPU units. */
  readonly cpu?: string;
  readonly memoryGiB?: string;
  readonly memoryMib?: string;
  readonly gpus?: string;
  readonly ec2InstanceType?: string;
  readonly availabilityZone?: string;
  /** Of each custom attribute. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** One container instance of the list; what its row leaves blank, or no column says, is `null`. */
export interface InstanceListRow {
  readonly line: number;
  readonly name: string | null;
  readonly ec2InstanceType: string | null;
  readonly availabilityZone: string | null;
  /** Registered, not nominal, as it stands: CPU units, MiB, whole GPUs. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly gpu: number | null;
  /** Custom attributes; one whose cell is blank is not there. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Units that a column of the fleet holds. */
const MOST = 2 ** 31 - 1;
const MOST_GPUS = 1024;
const NO_SIZE = 'an instance type, or CPU and memory';

/**
 * Reads a list of container instances, one a row. A row without an instance type needs its CPU and memory. CPU is
 * rounded to the nearest unit, memory to the nearest MiB. Throws InputFileError.
 */
export function readInstanceList(
  content: Uint8Array,
  columns: InstanceListColumns,
  displayName: string,
): InstanceListRow[] {
  const table = new HeldTable(content, displayName);
  const text = (name: string | undefined) => textOf(table, name);
  const amount = (candidates: readonly (readonly [name: string | undefined, perUnit: number])[]) =>
    amountOf(table, candidates);
  const name = text(columns.name);
  const ec2InstanceType = text(columns.ec2InstanceType);
  const availabilityZone = text(columns.availabilityZone);
  const cpu = amount([
    [columns.vcpu, 1024],
    [columns.cpuMilli, 1.024],
    [columns.cpu, 1],
  ]);
  const memory = amount([
    [columns.memoryGiB, 1024],
    [columns.memoryMib, 1],
  ]);
  const gpu = gpusOf(table, columns.gpus);
  const attributes = Object.entries(columns.attributes ?? {}).map(
    ([attribute, column]) => [attribute, text(column)] as const,
  );
  const rows: InstanceListRow[] = [];
  while (table.next()) {
    const type = ec2InstanceType();
    const needed = type === null;
    rows.push({
      line: table.line,
      name: name(),
      ec2InstanceType: type,
      availabilityZone: availabilityZone(),
      cpu: cpu(needed),
      memory: memory(needed),
      gpu: gpu(),
      attributes: Object.fromEntries(
        attributes.flatMap(([attribute, value]) => {
          const cell = value();
          return cell === null ? [] : [[attribute, cell]];
        }),
      ),
    });
  }
  return rows;
}

function textOf(table: HeldTable, name: string | undefined): () => string | null {
  if (name === undefined) return () => null;
  const column = table.column(name, 0, '');
  return () => (table.isBlank(column) ? null : table.text(column).trim());
}

/** Reads the first column that is named, rounded to whole units; a blank cell is refused where one is needed. */
function amountOf(
  table: HeldTable,
  candidates: readonly (readonly [name: string | undefined, perUnit: number])[],
): (needed: boolean) => number | null {
  const [name, perUnit] = candidates.find(([candidate]) => candidate !== undefined) ?? [undefined, 1];
  if (name === undefined) return (needed) => (needed ? table.refuseRow(NO_SIZE) : null);
  const most = Math.floor(MOST / perUnit);
  const column: Column = table.column(name, most, `a number from 0 to ${most}`);
  return (needed) => {
    const value = needed ? table.number(column) : table.numberOrBlank(column);
    return Number.isNaN(value) ? null : Math.round(value * perUnit);
  };
}

function gpusOf(table: HeldTable, name: string | undefined): () => number | null {
  if (name === undefined) return () => null;
  const column = table.column(name, MOST_GPUS, `a whole number from 0 to ${MOST_GPUS}`);
  return () => {
    const value = table.numberOrBlank(column);
    if (Number.isNaN(value)) return null;
    return Number.isInteger(value) ? value : table.refuse(column);
  };
}
