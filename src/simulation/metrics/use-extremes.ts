/** Of a resource the percent that the least and the most busy task used. */
interface Extremes {
  least: number;
  most: number;
}

/** The least and the most busy task of a service over a period: means over time of what was told for each moment of it. */
export class UseExtremes {
  private readonly now = { cpu: none(), memory: none() };
  private readonly sums = { cpu: { least: 0, most: 0 }, memory: { least: 0, most: 0 } };
  /** What was told last is for the time between these. */
  private from = 0;
  private at = 0;
  /** For so long somebody has told. */
  private toldMs = 0;

  /** A task used such percents up to now. */
  told(at: number, cpu: number, memory: number): void {
    if (at !== this.at) this.flush(at);
    note(this.now.cpu, cpu);
    note(this.now.memory, memory);
  }

  /** Means over the period; `null`: nobody has told. */
  read(of: 'cpu' | 'memory'): { readonly least: number; readonly most: number } | null {
    this.flush(this.at);
    const { toldMs, sums } = this;
    return toldMs > 0 ? { least: sums[of].least / toldMs, most: sums[of].most / toldMs } : null;
  }

  keepPart(part: number): void {
    this.flush(this.at);
    this.toldMs *= part;
    for (const sum of [this.sums.cpu, this.sums.memory]) {
      sum.least *= part;
      sum.most *= part;
    }
  }

  reset(at: number): void {
    this.flush(at);
    this.from = at;
    this.keepPart(0);
  }

  snapshot(): UseExtremesState {
    const { now, sums, from, at, toldMs } = this;
    return structuredCopy({ now, sums, from, at, toldMs });
  }

  restore(state: UseExtremesState): void {
    Object.assign(this, structuredCopy(state));
  }

  /** What was told counts for all of its time; what comes is told from there on. */
  private flush(next: number): void {
    const { now, sums } = this;
    const ms = this.at - this.from;
    if (ms > 0 && now.cpu.most >= now.cpu.least) {
      for (const of of ['cpu', 'memory'] as const) {
        sums[of].least += ms * now[of].least;
        sums[of].most += ms * now[of].most;
      }
      this.toldMs += ms;
    }
    this.from = this.at;
    this.at = next;
    Object.assign(now.cpu, none());
    Object.assign(now.memory, none());
  }
}

export interface UseExtremesState {
  readonly now: Readonly<Record<'cpu' | 'memory', Readonly<Extremes>>>;
  readonly sums: Readonly<Record<'cpu' | 'memory', Readonly<Extremes>>>;
  readonly from: number;
  readonly at: number;
  readonly toldMs: number;
}

function structuredCopy({ now, sums, ...rest }: UseExtremesState): UseExtremesState {
  return {
    ...rest,
    now: { cpu: { ...now.cpu }, memory: { ...now.memory } },
    sums: { cpu: { ...sums.cpu }, memory: { ...sums.memory } },
  };
}

function none(): Extremes {
  return { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
}

function note(extremes: Extremes, percent: number): void {
  extremes.least = Math.min(extremes.least, percent);
  extremes.most = Math.max(extremes.most, percent);
}
