/** Thrown for a file that is no price list; the message is a sentence without its end that says where and what. */
export class PriceListError extends Error {
  override readonly name = 'PriceListError';

  constructor(place: string, expected: string, received: string) {
    super(`${place}: expected ${expected}, received ${received}.`);
  }
}
