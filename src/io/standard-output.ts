import { OutputError } from './output-error.ts';
import { codeOf } from './system-errors.ts';

/** Writes to standard output and waits until it has been taken. Throws OutputError, but not when nobody reads on. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error === undefined || error === null || isClosed(error)) resolve();
      else reject(new OutputError('standard output', error));
    });
  });
}

function isClosed(error: Error): boolean {
  return ['EPIPE', 'ERR_STREAM_DESTROYED', 'ECONNRESET'].includes(codeOf(error) ?? '');
}
