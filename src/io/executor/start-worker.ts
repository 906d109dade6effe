import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { WorkerStart } from './run-worker.ts';

/** Put in by the build of the command line: where the worker's program lies beside this one. */
declare const ECSIM_WORKER: string | undefined;

/** Starts a thread that makes runs. */
export function startWorker(start: WorkerStart, program: URL = workerProgram()): Worker {
  return program.pathname.endsWith('.ts')
    ? new Worker(fromSource(program), { eval: true, workerData: start })
    : new Worker(program, { workerData: start });
}

function workerProgram(): URL {
  if (typeof ECSIM_WORKER === 'string') return new URL(ECSIM_WORKER, import.meta.url);
  return new URL(import.meta.url.endsWith('.ts') ? './run-worker.ts' : './run-worker.js', import.meta.url);
}

/** In development: loaders of TypeScript are not passed on to threads, so the thread has to register one for itself. */
function fromSource(program: URL): string {
  // Not by the working folder, which can be anywhere; what `require` finds usually has a module beside it.
  const required = createRequire(import.meta.url).resolve('tsx/esm/api');
  const beside = required.replace(/\.cjs$/, '.mjs');
  const loader = pathToFileURL(existsSync(beside) ? beside : required).href;
  return `import(${JSON.stringify(loader)}).then((api) => {
    (api.register ?? api.default.register)();
    return import(${JSON.stringify(program.href)});
  });`;
}
