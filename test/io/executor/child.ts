import { readSource } from '../../../src/io/executor/scenario-source.ts';
import { request } from './support.ts';

// A process that makes runs in two threads and is killed when it has heard of some of them: FOLDER COUNT HEARD.
const [folder, count, most] = process.argv.slice(2) as [string, string, string];
// As commands do, so that the executor is in a chunk, and finds from there what its threads run.
const { openExecutor } = await import('../../../src/io/executor/open-executor.ts');
const executor = openExecutor([await readSource(`${folder}/small.yaml`)], {
  workers: 2,
  journal: `${folder}/runs.jsonl`,
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
