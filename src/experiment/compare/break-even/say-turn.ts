import type { BreakEven } from '../comparison.ts';
import type { Range } from '../plan/range.ts';
import type { Sign, Turn } from './find-turns.ts';
import { sureSign } from './look-at.ts';

/** What is to be said of a turn beside its value: which of several it is, and where it is not sure. */
export function describeTurn(
  a: string,
  b: string,
  { sureUntil, sureFrom }: Turn,
  { index, count, hasInterval }: { index: number; count: number; hasInterval: boolean },
  { isWhole, step }: Range,
): string {
  const order =
    isWhole && step === undefined ? `${b} is cheaper from there on` : `${a} is cheaper below, ${b} above`;
  const sentences = [
    count === 1 ? order : `turn ${index + 1} of ${count}: ${order}`,
    ...(step === undefined ? [] : [`looked at in steps of ${step}`]),
    ...(hasInterval ? [] : [NO_INTERVAL]),
    ...(hasInterval && sureUntil === null ? [`within the range ${a} is nowhere surely cheaper`] : []),
    ...(hasInterval && sureFrom === null ? [`within the range ${b} is nowhere surely cheaper`] : []),
  ];
  return sentences.join('; ');
}

const NO_INTERVAL = 'no interval: no seed changes it, or there is one replication';

/** Why there is no turn; `firm`: the sign of the difference where it is sure however many points were looked at, 0: nowhere. */
export function noTurn(
  a: string,
  b: string,
  { path }: Range,
  points: BreakEven['points'],
  firm: Sign,
): string {
  if (points.length === 0) return 'no run of both ended within the range';
  const signs = points.map(({ difference }) => sureSign(difference));
  const [first = 0] = signs;
  const isSame = first !== 0 && signs.every((sign) => sign === first);
  if (!isSame && firm === 0) return 'no difference found at this precision within the range';
  const sure = isSame ? first : firm;
  const cheaper = sure < 0 ? a : b;
  const doubt = points.some(({ difference }) => difference.low !== null) ? '' : `; ${NO_INTERVAL}`;
  if (isSame) return `no turn within the range; ${cheaper} is cheaper throughout${doubt}`;
  const doubtful = points.filter((_, i) => signs[i] !== sure).map(({ value }) => value);
  const least = Math.min(...doubtful);
  const most = Math.max(...doubtful);
  const where = least === most ? `${path} ${least}` : `${path} ${least} to ${most}`;
  return `no turn found within the range; ${cheaper} is cheaper, but at ${where} no difference was found at this precision${doubt}`;
}
