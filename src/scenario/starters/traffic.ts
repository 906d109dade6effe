/** A file of requests over time, and what its columns are. */
export interface Traffic {
  /** As the scenario names it. */
  readonly file: string;
  readonly timeColumn: string;
  readonly valueColumn: string;
  /** What a value counts the requests of: `1m`. */
  readonly per: string;
  /** So long is what is run of it. */
  readonly seconds: number;
}

/** The rate of requests in such a file. */
export function trafficRate({ file, timeColumn, valueColumn, per }: Traffic): string {
  return `rate:
        file: ${JSON.stringify(file)}
        timeColumn: ${JSON.stringify(timeColumn)}
        valueColumn: ${JSON.stringify(valueColumn)}
        per: ${per} # a value counts the requests of so much time`;
}
