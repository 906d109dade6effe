/** What is wrong with a request, as data; the loader adds file, line and column and makes the sentence. */
export interface RequestProblem {
  /** Keys and indexes from the request's own top: `['containerDefinitions', 0, 'memory']`. */
  readonly at: readonly (string | number)[];
  readonly expected: string;
  readonly received: string;
  /** AWS's own answer, `Exception: text`, where it is known. */
  readonly hint?: string;
}

/** What RegisterTaskDefinition answers. */
export function clientException(text: string): string {
  return `AWS: ClientException: ${text}`;
}

/** What RunTask answers. */
export function invalidParameterException(text: string): string {
  return `AWS: InvalidParameterException: ${text}`;
}

/** What EC2 Auto Scaling answers. */
export function validationError(text: string): string {
  return `AWS: ValidationError: ${text}`;
}
