import { spawnSync } from 'node:child_process';
import { COMPARISONS } from './comparisons.ts';
import { commandOf } from './golden-comparison.ts';

// `npm run study -- NAME` runs a golden comparison at full size, on all cores: docs/studies.md has what came of it.
const [name = ''] = process.argv.slice(2);
const study = COMPARISONS.find((each) => each.name === name);
if (study === undefined) {
  process.stderr.write(
    `Expected one of ${COMPARISONS.map((each) => each.name).join(', ')}, received "${name}".\n`,
  );
  process.exitCode = 2;
} else {
  const args = study.full ?? study.args;
  process.stderr.write(`${commandOf(args)}\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'compare', ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
