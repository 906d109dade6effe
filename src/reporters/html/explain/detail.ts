/** How much of an explanation is shown: a page that would be too long is made again with less. */
export interface Detail {
  /** Instances in the picture of a fleet, and after a step. */
  readonly fleet: number;
  readonly step: number;
  /** Rows of tables. */
  readonly rows: number;
  /** Decisions that have pictures. */
  readonly decisions: number;
}

export const DETAILS: readonly Detail[] = [
  { fleet: 60, step: 24, rows: 40, decisions: 12 },
  { fleet: 30, step: 12, rows: 20, decisions: 8 },
  { fleet: 12, step: 6, rows: 10, decisions: 4 },
];

/** No page has more bytes. */
export const MOST_BYTES = 400_000;

/** A text in one line, however long: pages break lines by themselves. */
export const ONE_LINE: number = Number.MAX_SAFE_INTEGER;
