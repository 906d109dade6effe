import { constants, gunzipSync } from 'node:zlib';
import { codeOf } from './system-errors.ts';

/** What is wrong with compressed data, as it stands behind "received": `damaged data (incorrect data check)`. */
export class GzipProblem extends Error {}

/** Told by the first two bytes, whatever the file is called. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** All content, or `null` when it is more than `limit` bytes. Throws GzipProblem. */
export function gunzipWhole(bytes: Uint8Array, limit: number): Uint8Array | null {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return null;
    throw gzipProblem(error);
  }
}

/** A prefix that is too short to tell what it holds is asked for again, longer; one this long is enough. */
const SHORTEST_PREFIX = 4 * 1024;
const LONGEST_PREFIX = 128 * 1024;
/** Deflate shrinks nothing to less than this part, so a prefix of 4 KiB is at most 4 MiB of content. */
const MOST_EXPANSION = 1032;

/**
 * The first `wanted` bytes of content, or all if there are fewer, from as short a prefix of the compressed bytes as has
 * them: `read` gives the first so many of `size`. Throws GzipProblem.
 */
export function gunzipHead(read: (length: number) => Uint8Array, size: number, wanted: number): Uint8Array {
  for (let length = SHORTEST_PREFIX; ; length *= 2) {
    const isWhole = length >= size;
    const content = gunzipPrefix(read(length), isWhole);
    if (content.length >= wanted || isWhole || length >= LONGEST_PREFIX)
      return new Uint8Array(content.subarray(0, wanted));
  }
}

function gunzipPrefix(bytes: Uint8Array, isWhole: boolean): Uint8Array {
  const finishFlush = isWhole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  try {
    return gunzipSync(bytes, { finishFlush, maxOutputLength: (bytes.length + 1) * MOST_EXPANSION });
  } catch (error) {
    throw gzipProblem(error);
  }
}

/** An error of Node's zlib in words; any other is passed on. */
export function gzipProblem(error: unknown): unknown {
  const code = codeOf(error) ?? '';
  if (code === 'Z_BUF_ERROR') return new GzipProblem('data that breaks off before its end');
  if (code.startsWith('Z_') && error instanceof Error)
    return new GzipProblem(`damaged data (${error.message})`);
  return error;
}
