import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OutputError } from './output-error.ts';
import { codeOf } from './system-errors.ts';

/**
 * The folder that a command leaves its files in. Every file is written beside its name and gets the name when all are
 * whole, in `commit`; until then the folder shows what it showed before, and `discard` takes back everything.
 */
export class OutputFolder {
  /** As the user spells it. */
  readonly path: string;
  private readonly created: readonly string[];
  private readonly files = new Map<string, OutputFile>();

  /** Makes the folder, and those it lies in, if it is not there, and removes what a killed run has left in it. Throws OutputError. */
  constructor(path: string) {
    this.path = path;
    try {
      this.created = makeFolders(resolve(path));
      removeLeftovers(path);
    } catch (error) {
      throw new OutputError(path, error);
    }
  }

  /** Whether a file of that name stands in it. */
  has(name: string): boolean {
    return existsSync(join(this.path, name));
  }

  /** A file to be written piece by piece. Throws OutputError, also when something that is no file has its name. */
  async create(name: string): Promise<OutputFile> {
    const path = join(this.path, name);
    const file = new OutputFile(path, join(this.path, temporaryName(name)));
    this.files.set(name, file);
    try {
      const there = lstatSync(path, { throwIfNoEntry: false });
      if (there?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      await file.open();
    } catch (error) {
      throw new OutputError(path, error);
    }
    return file;
  }

  /**
   * Gives all files their names, one straight after the other. `stale` names files of earlier runs that would now stand
   * beside files they do not belong to: they are removed unless they were written again. Throws OutputError; whatever
   * refuses the first name leaves all as it was.
   */
  async commit(stale: readonly string[] = []): Promise<void> {
    for (const file of this.files.values()) await file.close();
    for (const file of this.files.values()) file.rename();
    for (const name of stale) {
      if (this.files.has(name)) continue;
      try {
        rmSync(join(this.path, name), { force: true });
      } catch (error) {
        throw new OutputError(join(this.path, name), error);
      }
    }
    this.files.clear();
  }

  /** Takes back everything that has not been committed, the folders that were made for it included. */
  async discard(): Promise<void> {
    for (const file of this.files.values()) await file.remove();
    this.files.clear();
    removeFolders(this.created);
  }
}

/** One file on its way. */
export class OutputFile {
  /** What it will be called. */
  readonly path: string;
  private readonly temporary: string;
  private handle: FileHandle | null = null;

  constructor(path: string, temporary: string) {
    this.path = path;
    this.temporary = temporary;
  }

  async open(): Promise<void> {
    this.handle = await open(this.temporary, 'wx');
  }

  /** Done when the operating system has taken all of it, so whoever waits holds no more than it has just made. Throws OutputError. */
  async write(content: Uint8Array | string): Promise<void> {
    const { handle } = this;
    if (handle === null) throw new TypeError(`${this.path} is not open`);
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    try {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done);
        done += bytesWritten;
      }
    } catch (error) {
      throw new OutputError(this.path, error);
    }
  }

  /** Writes a text that comes in pieces, through one buffer; looks at the signal each time that it is full. Throws OutputError. */
  async writePieces(pieces: Iterable<string>, signal?: AbortSignal): Promise<void> {
    let buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    let length = 0;
    for (const piece of pieces) {
      const most = piece.length * MOST_BYTES_A_CHARACTER;
      if (length + most > buffer.length) {
        signal?.throwIfAborted();
        await this.write(buffer.subarray(0, length));
        length = 0;
        if (most > buffer.length) buffer = Buffer.allocUnsafe(most);
      }
      length += buffer.write(piece, length);
    }
    await this.write(buffer.subarray(0, length));
  }

  async close(): Promise<void> {
    const { handle } = this;
    this.handle = null;
    try {
      await handle?.close();
    } catch (error) {
      throw new OutputError(this.path, error);
    }
  }

  rename(): void {
    try {
      renameSync(this.temporary, this.path);
    } catch (error) {
      throw new OutputError(this.path, error);
    }
  }

  /** Takes it back, as far as the machine lets us. */
  async remove(): Promise<void> {
    await this.close().catch(() => {});
    try {
      rmSync(this.temporary, { force: true });
    } catch {
      // The next run will find it.
    }
  }
}

const BUFFER_BYTES = 1 << 20;
/** In UTF-8, of what JavaScript counts as one. */
const MOST_BYTES_A_CHARACTER = 3;

const TEMPORARY = /^\..+\.(\d+)\.ecsim-tmp$/;

/** Recognised by the next run, which removes it if the process with this number is no more. */
function temporaryName(name: string): string {
  return `.${name}.${process.pid}.ecsim-tmp`;
}

function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, owner] = TEMPORARY.exec(name) ?? [];
    if (owner !== undefined && !isAtWork(Number(owner))) rmSync(join(folder, name), { force: true });
  }
}

/** Whether another process with this number is running: not if it is us, nor if it is dead and its parent has not noticed. */
function isAtWork(owner: number): boolean {
  if (owner === process.pid) return false;
  try {
    process.kill(owner, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${owner}/stat`, 'latin1'));
  } catch {
    return true;
  }
}

/**
 * Makes a folder and all above it; gives those that were not there, the innermost first. One by one, outermost first: where
 * no folder can be made at all, as in /proc, Node's own recursion never ends.
 */
function makeFolders(path: string): string[] {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder) && dirname(folder) !== folder; folder = dirname(folder))
    missing.push(folder);
  const made: string[] = [];
  try {
    for (const folder of missing.reverse()) if (makeFolder(folder)) made.unshift(folder);
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' });
  } catch (error) {
    removeFolders(made);
    throw error;
  }
  return made;
}

/** Whether it is ours: another process may have made it meanwhile. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The innermost first, up to one that somebody has put something into. */
function removeFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}
