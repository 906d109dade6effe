/** One way of doing a piece of work. */
export interface Variant {
  readonly name: string;
  /** What need not be timed; gives the work itself. */
  prepare(): () => Done;
}

/** The checksum proves what was done; the time is divided by `units`. */
export interface Done {
  readonly checksum: string;
  readonly units: number;
}

/** What a variant came to: the median over the counted rounds. */
export interface Measured {
  readonly name: string;
  readonly nsPerUnit: number;
  readonly seconds: number;
  readonly checksum: string;
}

/** A line of a benchmark's table; `aim` is what is asked for, `met` whether it was reached. */
export interface Finding {
  readonly what: string;
  readonly figure: string;
  readonly aim?: string;
  readonly met?: boolean;
}

/** Two ways that should have done the same did not: the benchmark says nothing. */
export class ChecksumError extends Error {}

/** Runs the variants in turn, A B A B ..., drops the first round and gives each one's median CPU time. */
export function alternate(variants: readonly Variant[], rounds: number): Measured[] {
  const all = variants.map(() => [] as Measured[]);
  for (let round = 0; round < rounds; round++)
    for (const [i, variant] of variants.entries()) all[i]!.push(measure(variant));
  return all.map((measured) => {
    mustAgree(measured);
    const counted = measured.slice(rounds > 1 ? 1 : 0).sort((a, b) => a.seconds - b.seconds);
    return counted[counted.length >> 1]!;
  });
}

/** Fails when not all did the same. */
export function mustAgree(measured: readonly Measured[]): void {
  const first = measured[0]!;
  for (const { name, checksum } of measured)
    if (checksum !== first.checksum)
      throw new ChecksumError(`${name} came to ${checksum}, ${first.name} to ${first.checksum}`);
}

/** A ratio beside its aim. */
export function aim(what: string, ratio: number, word: 'at least' | 'at most', limit: number): Finding {
  const met = word === 'at least' ? ratio >= limit : ratio <= limit;
  return { what, figure: `${ratio.toFixed(2)}x`, aim: `${word} ${limit}x`, met };
}

export function ns(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ns`;
}

function measure({ name, prepare }: Variant): Measured {
  const work = prepare();
  const before = process.cpuUsage();
  const { checksum, units } = work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  return { name, seconds, nsPerUnit: (seconds * 1e9) / units, checksum };
}
