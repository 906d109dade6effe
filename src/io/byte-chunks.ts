import { createReadStream, statSync } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { GzipProblem, gzipProblem, isGzip } from './gzip.ts';
import { STANDARD_INPUT } from './read-text.ts';
import { codeOf, receivedInWords } from './system-errors.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A file, a pipe or, as `-`, standard input, of any length: its bytes in chunks, gzip undone. */
export class ByteChunks {
  /** Bytes as the file lies there; `null` where that is not known. */
  readonly size: number | null;
  private readonly path: string;
  private taken = 0;

  /** Throws UnreadableFileError for a file that is not there. */
  constructor(path: string) {
    this.path = path;
    this.size = path === STANDARD_INPUT ? null : sizeOf(path);
  }

  /** Bytes of it, as they lie there, that have been read. */
  get bytesRead(): number {
    return this.taken;
  }

  /** Throws UnreadableFileError; waiting ends when `signal` is aborted. */
  async *read(signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const chunk of unzipped(this.counted(signal))) {
        signal?.throwIfAborted();
        yield chunk;
      }
    } catch (error) {
      signal?.throwIfAborted();
      const problem = gzipProblem(error);
      if (problem instanceof GzipProblem)
        throw new UnreadableFileError(this.path, 'whole gzip data', problem.message);
      throw codeOf(error) === null
        ? error
        : new UnreadableFileError(this.path, 'a file that can be read', receivedInWords(error));
    }
  }

  private async *counted(signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void> {
    const stream =
      this.path === STANDARD_INPUT
        ? process.stdin
        : createReadStream(this.path, { highWaterMark: CHUNK_BYTES });
    const stop = () => stream.destroy(signal?.reason as Error);
    signal?.addEventListener('abort', stop);
    try {
      signal?.throwIfAborted();
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        this.taken += chunk.length;
        yield chunk;
      }
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }
}

const CHUNK_BYTES = 256 * 1024;

async function* unzipped(chunks: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const first = await chunks.next();
  if (first.done === true) return;
  const all = async function* () {
    yield first.value;
    yield* chunks;
  };
  if (!isGzip(first.value)) {
    yield* all();
    return;
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // An error of either reaches the reader through `gunzip`.
  pipeline(Readable.from(all()), gunzip, () => {});
  yield* gunzip;
}

function sizeOf(path: string): number | null {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    return stat.isFile() ? stat.size : null;
  } catch (error) {
    throw new UnreadableFileError(path, 'a file that can be read', receivedInWords(error));
  }
}
