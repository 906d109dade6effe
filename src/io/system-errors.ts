/** The code of an error of Node or of the operating system (`ENOENT`, `Z_DATA_ERROR`); `null` when it has none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file of that name stands in the way',
  EFBIG: 'the file would become too large for this disk',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its links go in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'no such file',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is no folder',
  ENXIO: 'it is no regular file',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
};

/** What the operating system said, in words; for a code without words here, in its own. */
export function inWords(error: unknown): string {
  const code = codeOf(error);
  if (code !== null && Object.hasOwn(WORDS, code)) return WORDS[code]!;
  return error instanceof Error ? error.message : String(error);
}

/** The same behind "expected a file that can be read, received". */
export function receivedInWords(error: unknown): string {
  return codeOf(error) === 'EISDIR' ? 'a folder' : inWords(error);
}

/** Whether the operating system refused a call, which is nobody's mistake in the code. */
export function isSystemError(error: unknown): error is Error {
  return codeOf(error) !== null && error instanceof Error && 'syscall' in error;
}
