import { Digest } from '../kernel/digest.ts';

/** The digest of a scenario: of what its text says, in whatever order, and of the bytes of its files. */
export function digestScenario(
  value: unknown,
  files: readonly (readonly [name: string, digest: string])[],
): string {
  const digest = new Digest();
  digest.addText(canonicalJson(value));
  for (const [name, fileDigest] of files) {
    digest.addText(name);
    digest.addText(fileDigest);
  }
  return digest.hex();
}

/** JSON whose keys stand in the order of their characters. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const mapping = value as Readonly<Record<string, unknown>>;
  const entries = Object.keys(mapping)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(mapping[key])}`);
  return `{${entries.join()}}`;
}
