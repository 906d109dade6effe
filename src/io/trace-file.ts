import { constants, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GzipProblem, gzipProblem, isGzip } from './gzip.ts';
import type { LocatedFile } from './input-files.ts';
import { codeOf, receivedInWords } from './system-errors.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Bytes read at a time, and decompressed bytes given at a time. */
const READ_BYTES = 256 * 1024;
const CHUNK_BYTES = 512 * 1024;

/** The content of one file in chunks, gzip undone: from the first byte to the last, and from the first again. */
export class TraceFile {
  /** Bytes of the file as they lie there. */
  readonly size: number;
  private readonly name: string;
  private readonly path: string;
  private stream: ReadStream | null = null;
  private chunks: AsyncGenerator<Uint8Array, void> | null = null;

  /** `name` is what errors call the file. */
  constructor(name: string, { path, size }: LocatedFile) {
    this.name = name;
    this.path = path;
    this.size = size;
  }

  /** Bytes of the file, as they lie there, that have been read since its beginning. */
  get bytesRead(): number {
    return this.stream?.bytesRead ?? 0;
  }

  /** The next chunk, `null` at the end. Throws UnreadableFileError. */
  async next(): Promise<Uint8Array | null> {
    this.chunks ??= this.read();
    try {
      return (await this.chunks.next()).value ?? null;
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** Lets go of the file; the next chunk will be its first. */
  async close(): Promise<void> {
    const { chunks } = this;
    this.chunks = null;
    this.stream = null;
    await chunks?.return();
  }

  private async *read(): AsyncGenerator<Uint8Array, void> {
    const file = await open(
      this.path,
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
    const { size } = await file.stat();
    const { buffer: start } = await file.read(new Uint8Array(2), 0, 2, 0);
    // The stream closes the file, when it ends as well as when its reader leaves.
    const stream = file.createReadStream({ start: 0, highWaterMark: READ_BYTES });
    this.stream = stream;
    if (size !== this.size) {
      stream.destroy();
      throw new UnreadableFileError(
        this.name,
        'the file as it was when the scenario was loaded',
        'one of another size',
      );
    }
    if (!isGzip(start)) {
      yield* stream;
      return;
    }
    const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
    // An error of either reaches the reader through `gunzip`.
    pipeline(stream, gunzip, () => {});
    yield* gunzip;
  }

  private explained(error: unknown): unknown {
    const problem = gzipProblem(error);
    if (problem instanceof GzipProblem)
      return new UnreadableFileError(this.name, 'whole gzip data', problem.message);
    return codeOf(error) === null
      ? error
      : new UnreadableFileError(this.name, 'a file that can be read', receivedInWords(error));
  }
}
