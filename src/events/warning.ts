/** A plain sentence for the reader of the outcome; `firstAt` is ISO 8601 or empty when it is not of a moment. */
export interface Warning {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly firstAt: string;
}
