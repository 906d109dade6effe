import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InputFileError } from '../environment/input-file-error.ts';
import type { InputFile, InputFiles } from '../environment/input-files.ts';
import { Digest } from '../kernel/digest.ts';
import { GzipProblem, gunzipHead, gunzipWhole, isGzip } from './gzip.ts';
import { codeOf, inWords } from './system-errors.ts';

/** A file that may be read, found again by its path. */
export interface LocatedFile {
  /** Without links. */
  readonly path: string;
  /** Bytes as the file lies there. */
  readonly size: number;
}

/**
 * The files of a scenario on this machine: names are relative to the scenario's folder, and nothing outside that folder
 * or one of the `allowed` folders is read, whatever links lie on the way. Each file is opened when it is asked for.
 */
export class InputFolder implements InputFiles {
  private readonly folder: string;
  private readonly allowed: readonly string[];

  constructor(folder: string, allowed: readonly string[] = []) {
    this.folder = resolve(folder);
    this.allowed = [folder, ...allowed].flatMap((name) => [...new Set([resolve(name), withoutLinks(name)])]);
  }

  open(name: string): InputFile | string {
    const located = this.locate(name);
    return typeof located === 'string' ? located : new NodeInputFile(name, located);
  }

  /** Where the file lies, or a sentence that says why it cannot be read. */
  locate(name: string): LocatedFile | string {
    if (name.includes('\0')) return 'a name that no file can have';
    const spelled = resolve(this.folder, name);
    if (!this.isInside(spelled)) return OUTSIDE;
    try {
      const path = realpathSync(spelled);
      if (!this.isInside(path)) return `${OUTSIDE} (it is a link to elsewhere)`;
      return { path, size: withOpenFile(path, (_, { size }) => size) };
    } catch (error) {
      return reasonOf(error);
    }
  }

  private isInside(path: string): boolean {
    return this.allowed.some((folder) => {
      const way = relative(folder, path);
      return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
    });
  }
}

const OUTSIDE = "lies outside the scenario's folder; `--allow DIR` names a further folder to read from";

/** A multiple of four, as `Digest.addBytes` wants it. */
const CHUNK_BYTES = 1 << 20;

class NodeInputFile implements InputFile {
  readonly size: number;
  private readonly name: string;
  private readonly path: string;
  private digested: string | null = null;

  constructor(name: string, { path, size }: LocatedFile) {
    this.name = name;
    this.path = path;
    this.size = size;
  }

  get digest(): string {
    this.digested ??= withOpenFile(this.path, (file) => {
      const digest = new Digest();
      const chunk = new Uint8Array(CHUNK_BYTES);
      for (;;) {
        const length = fill(file, chunk);
        digest.addBytes(chunk.subarray(0, length));
        if (length < chunk.length) return digest.hex();
      }
    });
    return this.digested;
  }

  head(): Uint8Array {
    const start = this.read(MAGIC_BYTES);
    if (!isGzip(start)) return this.read(HEAD_BYTES);
    try {
      return gunzipHead((length) => this.read(length), this.size, HEAD_BYTES);
    } catch (error) {
      if (!(error instanceof GzipProblem)) throw error;
      throw new InputFileError({
        file: this.name,
        line: 1,
        expected: 'whole gzip data',
        received: error.message,
      });
    }
  }

  content(limit: number): Uint8Array | string {
    if (this.size > limit) return tooLarge(limit);
    try {
      const bytes = this.read(this.size);
      return isGzip(bytes) ? (gunzipWhole(bytes, limit) ?? tooLarge(limit)) : bytes;
    } catch (error) {
      return error instanceof GzipProblem ? error.message : reasonOf(error);
    }
  }

  /** At most the first `length` bytes as they lie there. */
  private read(length: number): Uint8Array {
    return withOpenFile(this.path, (file) => {
      const bytes = new Uint8Array(Math.min(length, this.size));
      return bytes.subarray(0, fill(file, bytes));
    });
  }
}

const MAGIC_BYTES = 2;
const HEAD_BYTES = 64 * 1024;

function tooLarge(limit: number): string {
  return `more than ${Math.floor(limit / 1024 / 1024)} MiB, too much to be held in memory`;
}

/**
 * Opens a regular file for reading only, never a device or a fifo (which would wait for a writer), nor what has become a
 * link since its path was found.
 */
function withOpenFile<T>(path: string, use: (file: number, stats: Stats) => T): T {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new NotRegular(stats.isDirectory() ? 'is a folder' : 'is not a regular file');
    return use(file, stats);
  } finally {
    closeSync(file);
  }
}

class NotRegular extends Error {}

/** Reads on until the array is full or the file ends; how many bytes it gave. */
function fill(file: number, bytes: Uint8Array): number {
  let length = 0;
  while (length < bytes.length) {
    const more = readSync(file, bytes, length, bytes.length - length, null);
    if (more === 0) break;
    length += more;
  }
  return length;
}

function withoutLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof NotRegular) return error.message;
  if (codeOf(error) === null) throw error;
  return inWords(error);
}
