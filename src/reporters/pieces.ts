/** Pieces of a text are gathered to about so many characters: more would leave the cache, less would be calls. */
const PIECE_LENGTH = 1 << 16;

/** The same text in fewer, larger pieces. */
export function* inPieces(parts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const part of parts) {
    piece += part;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A text from its pieces. */
export function textOf(pieces: Iterable<string>): string {
  return [...pieces].join('');
}
