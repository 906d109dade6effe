import { formatPath, type Path } from '../../scenario/reading/problem.ts';
import { applySettings } from '../../scenario/reading/settings.ts';
import { field } from './document.ts';

/** Changes of a document as the settings (`PATH=VALUE`) that make them; what is there already is no change. */
export class Changes {
  readonly settings: string[] = [];
  private changed: unknown;

  constructor(document: unknown) {
    this.changed = document;
  }

  /** The document with all changes so far. */
  get document(): unknown {
    return this.changed;
  }

  at(path: Path): unknown {
    return path.reduce<unknown>(
      (value, step) =>
        typeof step === 'number'
          ? Array.isArray(value)
            ? (value[step] as unknown)
            : undefined
          : field(value, step),
      this.changed,
    );
  }

  set(path: Path, value: unknown): void {
    if (JSON.stringify(this.at(path)) !== JSON.stringify(value))
      this.apply(`${formatPath(path)}=${flow(value)}`);
  }

  /** Takes the key away. */
  remove(path: Path): void {
    if (this.at(path) !== undefined) this.apply(`${formatPath(path)}=`);
  }

  /** Makes the list empty, if it is none. */
  clear(path: Path): void {
    const list = this.at(path);
    if (list !== undefined && !(Array.isArray(list) && list.length === 0)) this.set(path, []);
  }

  private apply(setting: string): void {
    // What is said of the same place later is all that counts.
    const path = setting.slice(0, setting.indexOf('=') + 1);
    const before = this.settings.findIndex((other) => other.startsWith(path));
    if (before >= 0) this.settings.splice(before, 1);
    this.settings.push(setting);
    this.changed = applySettings(this.changed, [setting]).value;
  }
}

/** A value on one line of YAML. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${flow(key)}: ${flow(item)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
}

/** Words that YAML reads as they stand. */
function isPlain(text: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(true|false|null)$/i.test(text);
}
