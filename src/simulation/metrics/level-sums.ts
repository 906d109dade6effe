/** Levels, and their sums over the time since a period began: level times milliseconds. */
export class LevelSums {
  /** What there is at the moment, by place. */
  readonly levels: Float64Array;
  readonly sums: Float64Array;
  /** Up to here everything is added up. */
  at = 0;
  private openedAt = 0;

  constructor(count: number) {
    this.levels = new Float64Array(count);
    this.sums = new Float64Array(count);
  }

  /** How long the period is so far, ms; at least 1. */
  get lengthMs(): number {
    return Math.max(1, this.at - this.openedAt);
  }

  /** A level is another one from now on. */
  change(at: number, place: number, by: number): void {
    this.integrate(at);
    this.levels[place]! += by;
  }

  /** The mean of a level over the period. */
  mean(place: number): number {
    return this.sums[place]! / this.lengthMs;
  }

  integrate(at: number): void {
    const ms = at - this.at;
    if (ms <= 0) return;
    const { levels, sums } = this;
    this.at = at;
    for (let i = 0; i < sums.length; i++) sums[i]! += ms * levels[i]!;
  }

  /** Of what was added up only this part belongs to the period, which began at `openedAt`. */
  keepPart(part: number, openedAt: number): void {
    const { sums } = this;
    for (let i = 0; i < sums.length; i++) sums[i]! *= part;
    this.openedAt = openedAt;
  }

  /** The next period begins. */
  reset(at: number): void {
    this.sums.fill(0);
    this.openedAt = at;
  }

  snapshot(): LevelSumsState {
    const { levels, sums, at, openedAt } = this;
    return { levels: levels.slice(), sums: sums.slice(), at, openedAt };
  }

  restore({ levels, sums, at, openedAt }: LevelSumsState): void {
    this.levels.set(levels);
    this.sums.set(sums);
    this.at = at;
    this.openedAt = openedAt;
  }
}

/** The same as plain data. */
export interface LevelSumsState {
  readonly levels: Float64Array;
  readonly sums: Float64Array;
  readonly at: number;
  readonly openedAt: number;
}
