/** Thrown when a command is asked for something it cannot do; the message is a sentence for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
