import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ComparedOutcome } from '../../experiment/execute/run-request.ts';
import { OutputError } from '../output-error.ts';
import { OutputFolder } from '../output-folder.ts';

/** What a finished run was a run of: who asks for the same gets the same. */
export interface RunKey {
  /** Of ecsim. */
  readonly version: string;
  /** Name and digest (text, settings and the files that it names) of the scenario. */
  readonly scenario: string;
  readonly digest: string;
  /** `PATH=VALUE` that led to it, those of all runs first. */
  readonly settings: readonly string[];
  readonly until: string | null;
  readonly seed: string;
}

/** Where a line's outcome lies in the file. */
export interface JournalEntry {
  readonly key: RunKey;
  readonly offset: number;
  readonly length: number;
}

/**
 * Finished runs, one line of JSON each: `{"run":{...},"outcome":{...}}`. A line is with the operating system before anybody hears of
 * its run, so whatever ends the process loses no finished run; what it ends in the middle of a line is cut off when the file is
 * opened again. Outcomes stay in the file until they are asked for. Throws OutputError.
 */
export class JournalFile {
  /** As the user spells it. */
  readonly path: string;
  /** Lines that stood there. */
  readonly entries: readonly JournalEntry[];
  /** Lines that are none of ours. */
  readonly unreadable: number;
  private readonly file: number;
  private end: number;

  /** Makes the file, and its folder, if it is not there. */
  constructor(path: string) {
    this.path = path;
    new OutputFolder(dirname(path));
    try {
      this.file = openSync(path, 'a+');
      const { entries, unreadable, end } = scan(this.file);
      this.entries = entries;
      this.unreadable = unreadable;
      this.end = end;
      if (fstatSync(this.file).size > end) ftruncateSync(this.file, end);
    } catch (error) {
      throw new OutputError(path, error);
    }
  }

  append(key: RunKey, outcome: ComparedOutcome): JournalEntry {
    const head = `{"run":${JSON.stringify(key)}${SEPARATOR}`;
    const body = JSON.stringify(outcome);
    const bytes = Buffer.from(`${head}${body}}\n`);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.file, bytes, done);
    } catch (error) {
      throw new OutputError(this.path, error);
    }
    const offset = this.end + Buffer.byteLength(head);
    this.end += bytes.length;
    return { key, offset, length: Buffer.byteLength(body) };
  }

  /** The outcome of a line; `null` when it is none any more. */
  read({ offset, length }: JournalEntry): ComparedOutcome | null {
    const bytes = Buffer.alloc(length);
    try {
      readSync(this.file, bytes, 0, length, offset);
      return JSON.parse(bytes.toString()) as ComparedOutcome;
    } catch {
      return null;
    }
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Stands in no JSON text of a key: inside of strings quotes have backslashes. */
const SEPARATOR = ',"outcome":';
const CHUNK_BYTES = 1 << 20;
const LINE_FEED = 10;

/** Every line of a file, up to the last line feed. */
function scan(file: number): { entries: JournalEntry[]; unreadable: number; end: number } {
  const entries: JournalEntry[] = [];
  let unreadable = 0;
  let end = 0;
  let rest = Buffer.alloc(0);
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let position = 0; ; ) {
    const length = readSync(file, chunk, 0, chunk.length, position);
    if (length === 0) return { entries, unreadable, end };
    position += length;
    rest = Buffer.concat([rest, chunk.subarray(0, length)]);
    let from = 0;
    for (let feed = rest.indexOf(LINE_FEED); feed >= 0; feed = rest.indexOf(LINE_FEED, from)) {
      const entry = entryOf(rest.subarray(from, feed), end);
      if (entry === null) unreadable++;
      else entries.push(entry);
      end += feed + 1 - from;
      from = feed + 1;
    }
    rest = rest.subarray(from);
  }
}

function entryOf(line: Buffer, at: number): JournalEntry | null {
  const split = line.indexOf(SEPARATOR);
  if (split < 0) return null;
  try {
    const { run } = JSON.parse(`${line.toString('utf8', 0, split)}}`) as { readonly run?: RunKey };
    const start = split + SEPARATOR.length;
    const isKey =
      typeof run?.version === 'string' && typeof run.digest === 'string' && Array.isArray(run.settings);
    return isKey ? { key: run, offset: at + start, length: line.length - start - 1 } : null;
  } catch {
    return null;
  }
}
