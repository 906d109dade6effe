/** More happened at one instant than any honest scenario makes happen: a loop, named as far as it can be. */
export class EventLimitError extends Error {
  override readonly name = 'EventLimitError';
}
