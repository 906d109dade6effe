import { openExecutor } from '../../../src/io/executor/open-executor.ts';
import { readSource } from '../../../src/io/executor/scenario-source.ts';
import { request } from './support.ts';

// A process that makes runs in two threads and is killed when it has heard of some of them: FOLDER COUNT HEARD.
const [folder, count, most] = process.argv.slice(2) as [string, string, string];
const executor = openExecutor([await readSource(`${folder}/small.yaml`)], {
  workers: 2,
  journal: `${folder}/runs.jsonl`,
  program: new URL('./run-worker.js', import.meta.url),
});
let heard = 0;
await executor.execute(
  Array.from({ length: Number(count) }, (_, seed) => request(seed)),
  {
    replied() {
      if (++heard === Number(most)) process.kill(process.pid, 'SIGKILL');
    },
  },
);
