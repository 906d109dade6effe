type Setting = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** The state of an alarm by the text of scaling: `points` from the oldest to the newest, `null` where one is missing. */
export function stateByTheBook(
  points: readonly (boolean | null)[],
  alarm: { readonly n: number; readonly m: number; readonly treat: Setting },
  previous: string,
): string {
  const { n, m, treat } = alarm;
  const real = points.filter((point) => point !== null);
  const breaching = (among: readonly boolean[]) => among.filter((isBreaching) => isBreaching).length;
  if (real.length >= n) return breaching(real.slice(-n)) >= m ? 'ALARM' : 'OK';
  if (real.length === 0)
    return { missing: 'INSUFFICIENT_DATA', ignore: previous, breaching: 'ALARM', notBreaching: 'OK' }[treat];
  const found = breaching(real);
  const filled = n - real.length;
  if (treat === 'breaching') return found + filled >= m ? 'ALARM' : 'OK';
  if (treat === 'notBreaching') return found >= m ? 'ALARM' : 'OK';
  if (found >= m) return 'ALARM';
  // The newest is one period old.
  const ageOfOldest = points.length - points.findIndex((point) => point !== null);
  if (found === real.length && ageOfOldest >= m) return treat === 'missing' ? 'ALARM' : previous;
  return 'OK';
}
