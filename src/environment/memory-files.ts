import { Digest } from '../kernel/digest.ts';
import type { InputFiles } from './input-files.ts';

const HEAD_BYTES = 64 * 1024;

/** Files that are held in memory, by the name that the scenario gives them: text, or bytes that are not compressed. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): InputFiles {
  return {
    open(name) {
      const content = Object.hasOwn(contents, name) ? contents[name] : undefined;
      if (content === undefined) return 'no such file';
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const digest = new Digest();
      digest.addBytes(bytes);
      return {
        size: bytes.length,
        digest: digest.hex(),
        head: () => bytes.subarray(0, HEAD_BYTES),
        content: (limit) => (bytes.length > limit ? `it is longer than ${limit} bytes` : bytes),
      };
    },
  };
}
