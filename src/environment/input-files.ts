/**
 * The port through which a scenario's files are read. `io/` and the page implement it; it is synchronous, so whoever
 * implements it in a browser fetches the files first. `name` is the path as the scenario spells it.
 */
export interface InputFiles {
  /** The file, or a sentence that says why it cannot be read ("no such file", "lies outside the scenario's folder ..."). */
  open(name: string): InputFile | string;
}

/** One file of the user; gzip is undone, whatever the file is called (it is told by its first two bytes). */
export interface InputFile {
  /** Bytes as the file lies there. */
  readonly size: number;
  /** Digest of the bytes as the file lies there (`Digest.addBytes`). */
  readonly digest: string;
  /** At most the first 64 KiB of content: for headers. */
  head(): Uint8Array;
  /** All content, or a sentence when it is more than `limit` bytes or damaged: for small files that a run holds in memory. */
  content(limit: number): Uint8Array | string;
}

/** Content of a file of data that is held in memory (series, empirical values, instance lists) is at most this long. */
export const HELD_FILE_LIMIT_BYTES: number = 64 * 1024 * 1024;
