import { createInterface, type Interface } from 'node:readline/promises';
import { UsageError } from './usage-error.ts';

/** A question with its answers; the first is taken for an empty line. */
export interface Question {
  readonly text: string;
  /** Words that are understood; without any, whatever is typed. */
  readonly answers: readonly string[];
}

/** Asks questions on the terminal, one after the other; ends when the input does. */
export class Asker {
  private readonly terminal: Interface;
  private readonly end = new AbortController();

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.terminal = createInterface({ input, output });
    this.terminal.on('close', () => this.end.abort());
  }

  /** The answer: a beginning of one of the words is enough; anything else is asked again. Throws UsageError at the end of the input. */
  async ask({ text, answers }: Question): Promise<string> {
    const [first = ''] = answers;
    const hint = answers.length === 0 ? '' : ` (${answers.join(', ')}) [${first}]`;
    for (;;) {
      const typed = (await this.line(`${text}${hint}: `)).trim();
      if (answers.length === 0) {
        if (typed !== '') return typed;
        continue;
      }
      if (typed === '') return first;
      const meant = answers.filter((answer) => answer.startsWith(typed.toLowerCase()));
      if (meant.length === 1) return meant[0]!;
    }
  }

  private async line(prompt: string): Promise<string> {
    try {
      return await this.terminal.question(prompt, { signal: this.end.signal });
    } catch (error) {
      if (!this.end.signal.aborted) throw error;
      throw new UsageError('ecsim init: expected an answer, received the end of the input.');
    }
  }

  close(): void {
    this.terminal.close();
  }
}
