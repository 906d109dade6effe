import { readFileSync } from 'node:fs';

/** Put in by the build of the command line. */
declare const ECSIM_VERSION: string | undefined;

/** The version of ecsim, as package.json has it. */
export function version(): string {
  if (typeof ECSIM_VERSION === 'string') return ECSIM_VERSION;
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
