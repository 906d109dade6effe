/** Builds the package into dist/: the library file by file with its types, and the command line as one program. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

const ROOT: string = import.meta.dirname;

/**
 * Bundles the command line into `folder`: `ecsim.js`, the program of its worker threads, and chunks for what both need and whatever a
 * command loads when it is asked for.
 */
export async function bundleCommandLine(folder: string): Promise<string> {
  await bundlePrograms(folder, { ecsim: 'src/cli/main.ts' });
  const program = join(folder, 'ecsim.js');
  chmodSync(program, 0o755);
  return program;
}

/** Bundles programs, by name, and what their executors start in threads. */
export async function bundlePrograms(
  folder: string,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  await build({
    absWorkingDir: ROOT,
    entryPoints: { ...programs, 'run-worker': 'src/io/executor/run-worker.ts' },
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    define: {
      ECSIM_VERSION: JSON.stringify(version),
      // As chunks see it.
      ECSIM_WORKER: JSON.stringify('../run-worker.js'),
    },
    // Packages that are not ES modules ask for Node's own ones by `require`.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    plugins: [plainWidths],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'warning',
  });
}

/** yargs lays out help by a package that takes 25 ms to start, for the widths of all scripts; our help is plain ASCII. */
const plainWidths: Plugin = {
  name: 'plain-widths',
  setup(bundle) {
    bundle.onResolve({ filter: /^string-width$/ }, () => ({
      path: 'string-width',
      namespace: 'plain-widths',
    }));
    bundle.onLoad({ filter: /.*/, namespace: 'plain-widths' }, () => ({
      contents: 'export default (text) => text.length;',
    }));
  },
};

/** Whether it compiled; the compiler says why not. */
function compileLibrary(): boolean {
  const { status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  return status === 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  if (compileLibrary()) await bundleCommandLine(join(ROOT, 'dist/bin'));
  else process.exitCode = 1;
}
