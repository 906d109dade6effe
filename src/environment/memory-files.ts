import { Digest } from '../kernel/digest.ts';
import type { InputFiles } from './input-files.ts';

const HEAD_BYTES = 64 * 1024;

/** A compressed file: its bytes as it lies there, which its digest is over, and what is in it. */
export interface PackedFile {
  readonly packed: Uint8Array;
  readonly content: Uint8Array;
}

/** Files that are held in memory, by the name that the scenario gives them: text, bytes, or a compressed file and its content. */
export function memoryFiles(
  contents: Readonly<Record<string, string | Uint8Array | PackedFile>>,
): InputFiles {
  return {
    open(name) {
      const given = Object.hasOwn(contents, name) ? contents[name] : undefined;
      if (given === undefined) return 'no such file';
      const plain = typeof given === 'string' ? new TextEncoder().encode(given) : given;
      const { packed, content } = plain instanceof Uint8Array ? { packed: plain, content: plain } : plain;
      const digest = new Digest();
      digest.addBytes(packed);
      return {
        size: packed.length,
        digest: digest.hex(),
        head: () => content.subarray(0, HEAD_BYTES),
        content: (limit) => (content.length > limit ? `it is longer than ${limit} bytes` : content),
      };
    },
  };
}
