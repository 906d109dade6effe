import { createReadStream } from 'node:fs';
import { codeOf, receivedInWords } from './system-errors.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** The name of standard input where a file is expected. */
export const STANDARD_INPUT = '-';

/**
 * A whole text in UTF-8 from a file, a pipe or, as `-`, standard input. Throws UnreadableFileError, also for more than
 * `limit` bytes; waiting ends when `signal` is aborted.
 */
export async function readText(path: string, limit: number, signal?: AbortSignal): Promise<string> {
  const bytes = await readBytes(path, limit, signal);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableFileError(path, 'text in UTF-8', 'bytes that are none');
  }
}

async function readBytes(path: string, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const stream = path === STANDARD_INPUT ? process.stdin : createReadStream(path);
  const stop = () => stream.destroy(signal?.reason as Error);
  signal?.addEventListener('abort', stop);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    signal?.throwIfAborted();
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit)
        throw new UnreadableFileError(path, `at most ${Math.floor(limit / 1024 / 1024)} MiB`, 'a longer one');
    }
  } catch (error) {
    throw codeOf(error) === null
      ? error
      : new UnreadableFileError(path, 'a file that can be read', receivedInWords(error));
  } finally {
    signal?.removeEventListener('abort', stop);
  }
  return Buffer.concat(chunks, length);
}
