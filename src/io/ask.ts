import { createInterface, type Interface } from 'node:readline';
import { Interrupted } from './signals.ts';
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
  private readonly output: NodeJS.WritableStream;
  /** Typed or pasted ahead of the questions. */
  private readonly lines: string[] = [];
  private end: Error | null = null;
  /** Tells who waits for a line that there is one, or the end. */
  private wake: () => void = () => {};

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.output = output;
    this.terminal = createInterface({ input, output });
    this.terminal.on('line', (line) => {
      this.lines.push(line);
      this.wake();
    });
    this.terminal.on('SIGINT', () => this.finish(new Interrupted('SIGINT')));
    this.terminal.on('close', () =>
      this.finish(new UsageError('ecsim init: expected an answer, received the end of the input.')),
    );
  }

  private finish(end: Error): void {
    this.end ??= end;
    this.wake();
  }

  /** The answer: a beginning of one of the words is enough; anything else is asked again. Throws UsageError at the end of the input, Interrupted. */
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
      this.output.write(`Expected ${answers.join(' or ')}, received ${JSON.stringify(typed)}.\n`);
    }
  }

  private async line(prompt: string): Promise<string> {
    this.terminal.setPrompt(prompt);
    this.terminal.prompt();
    while (this.lines.length === 0) {
      if (this.end !== null) {
        this.output.write('\n');
        throw this.end;
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.lines.shift()!;
  }

  close(): void {
    this.terminal.close();
  }
}
