import { formatRate, parseRate } from '../units/money.ts';

/** What Windows asks for beside the price of an instance with Linux: by type, the same in every region (billing:E5). */
export interface WindowsLicences {
  /** ISO date. */
  readonly asOf: string;
  /** A price with Linux and the licence, USD an hour; `undefined` without the one or the other. */
  withLicence(type: string, linux: string | undefined): string | undefined;
}

/** The catalogue's licences; the data is loaded when it is asked for. */
export async function loadWindowsLicences(): Promise<WindowsLicences> {
  const { windowsLicences, windowsLicencesAsOf } = await import('./data/windows-licences.ts');
  const licences = new Map(
    windowsLicences
      .trim()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  return {
    asOf: windowsLicencesAsOf,
    withLicence(type, linux) {
      const licence = licences.get(type);
      if (licence === undefined || linux === undefined) return undefined;
      return formatRate(parseRate(linux) + parseRate(licence));
    },
  };
}
