/** One way of doing a piece of work; the checksum proves what was done, `units` is by what its time is divided. */
export interface Variant {
  readonly name: string;
  run(): { readonly checksum: string; readonly units: number };
}

/** What a variant came to: the median over the counted rounds. */
export interface Measured {
  readonly name: string;
  readonly nsPerUnit: number;
  readonly seconds: number;
  readonly checksum: string;
}

/** A line of a benchmark's table; `aim` is what LIMITS asks for, `met` whether it was reached. */
export interface Finding {
  readonly what: string;
  readonly figure: string;
  readonly aim?: string;
  readonly met?: boolean;
}

/** Runs the variants in turn, A B A B ..., drops the first round and gives each one's median CPU time. */
export function alternate(variants: readonly Variant[], rounds: number): Measured[] {
  const seconds = variants.map(() => [] as number[]);
  const checksums = variants.map(() => '');
  const units = variants.map(() => 1);
  for (let round = 0; round < rounds; round++)
    for (const [i, variant] of variants.entries()) {
      const before = process.cpuUsage();
      const { checksum, units: done } = variant.run();
      const { user, system } = process.cpuUsage(before);
      if (round > 0 || rounds === 1) seconds[i]!.push((user + system) / 1e6);
      if (checksums[i] !== '' && checksums[i] !== checksum) throw new Error(`${variant.name} gave another checksum in another round`);
      checksums[i] = checksum;
      units[i] = done;
    }
  return variants.map(({ name }, i) => {
    const median = medianOf(seconds[i]!);
    return { name, seconds: median, nsPerUnit: (median * 1e9) / units[i]!, checksum: checksums[i]! };
  });
}

/** Fails when two variants did not do the same. */
export function mustAgree(measured: readonly Measured[]): void {
  for (const { name, checksum } of measured)
    if (checksum !== measured[0]!.checksum) throw new Error(`${name} and ${measured[0]!.name} disagree: ${checksum} and ${measured[0]!.checksum}`);
}

export function ns(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ns`;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
