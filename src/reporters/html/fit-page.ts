import { bytesOf } from './bytes-of.ts';

/** No page has more bytes. */
const MOST_BYTES = 400_000;

/** The page with the most detail that has at most so many bytes, else the last one. */
export function fitPage<Detail>(
  details: readonly Detail[],
  make: (detail: Detail) => string,
  mostBytes: number = MOST_BYTES,
): string {
  let text = '';
  for (const detail of details) {
    text = make(detail);
    if (bytesOf(text) <= Math.min(mostBytes, MOST_BYTES)) break;
  }
  return text;
}
