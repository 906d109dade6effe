import { InputFileError } from '../environment/input-file-error.ts';
import { HELD_FILE_LIMIT_BYTES, type InputFile, type InputFiles } from '../environment/input-files.ts';
import type { Findings } from './findings.ts';
import type { Path } from './reading/problem.ts';

/** The files that a scenario names: each is opened once, and what is wrong with one becomes a problem of the scenario. */
export class ScenarioFiles {
  private readonly files: InputFiles;
  private readonly findings: Findings;
  private readonly opened = new Map<string, InputFile | string>();

  constructor(files: InputFiles, findings: Findings) {
    this.files = files;
    this.findings = findings;
  }

  /** Name and digest of every file that could be opened, by name. */
  digests(): (readonly [name: string, digest: string])[] {
    const names = [...this.opened.keys()].sort();
    return names.flatMap((name) => {
      const file = this.opened.get(name)!;
      return typeof file === 'string' ? [] : [[name, file.digest] as const];
    });
  }

  /** What `read` makes of the first bytes of a file; `null` when they cannot be read. `path` is where the scenario names it. */
  readHead<T>(name: string, path: Path, read: (head: Uint8Array) => T): T | null {
    const file = this.open(name, path);
    return file === null ? null : this.guard(path, () => read(file.head()));
  }

  /** What `read` makes of a file that is held in memory; `null` when it cannot be read. */
  readContent<T>(name: string, path: Path, read: (content: Uint8Array) => T): T | null {
    const file = this.open(name, path);
    if (file === null) return null;
    const content = file.content(HELD_FILE_LIMIT_BYTES);
    if (typeof content !== 'string') return this.guard(path, () => read(content));
    this.findings.add(path, 'a file that can be read', `"${name}": ${content}`);
    return null;
  }

  private open(name: string, path: Path): InputFile | null {
    const file = this.opened.get(name) ?? this.files.open(name);
    this.opened.set(name, file);
    if (typeof file !== 'string') return file;
    this.findings.add(path, 'a file that can be read', `"${name}": ${file}`);
    return null;
  }

  private guard<T>(path: Path, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputFileError)) throw error;
      const { file, line, column, expected, received } = error.problem;
      const where = `${file}:${line}${column === undefined ? '' : ` column ${JSON.stringify(column)}`}`;
      this.findings.add(path, `${expected} at ${where}`, received);
      return null;
    }
  }
}
