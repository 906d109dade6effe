/** How the rows of a file become a rate over time. */
export interface SeriesOptions {
  readonly timeColumn: string;
  readonly valueColumn: string;
  /** A value is a rate per so many milliseconds. */
  readonly perMs: number;
  /** Multiplies the values. */
  readonly scale: number;
  readonly repeat: boolean;
  /** What holds in a gap longer than five steps: the last value, or nothing; `null` is to hold with a warning. */
  readonly gaps: 'hold' | 'zero' | null;
  /** Only rows in which every named column has exactly this text. */
  readonly where?: Readonly<Record<string, string>>;
}
