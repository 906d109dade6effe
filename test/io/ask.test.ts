import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { Asker } from '../../src/io/ask.ts';

/** Somebody who types these lines, one at each prompt, and then nothing. */
const typing = (...lines: readonly string[]) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const left = [...lines];
  output.on('data', () => {
    const line = left.shift();
    if (line !== undefined) setImmediate(() => input.write(`${line}\n`));
  });
  const asker = new Asker(input, output);
  return {
    ask: (question: Parameters<Asker['ask']>[0]) => asker.ask(question),
    leave: () => input.end(),
    close: () => asker.close(),
  };
};

const PLATFORM = { text: 'Where?', answers: ['fargate', 'ec2'] };

test('the first answer is taken for an empty line, and a beginning is enough', async () => {
  const empty = typing('');
  expect(await empty.ask(PLATFORM)).toBe('fargate');
  empty.close();
  const short = typing('E');
  expect(await short.ask(PLATFORM)).toBe('ec2');
  short.close();
});

test('what is no answer is asked again; a free text is what was typed', async () => {
  const person = typing('lambda', 'ec2');
  expect(await person.ask(PLATFORM)).toBe('ec2');
  person.close();
  const free = typing('', ' jobs.csv ');
  expect(await free.ask({ text: 'Which file?', answers: [] })).toBe('jobs.csv');
  free.close();
});

test('lines that were pasted at once answer one question after the other', async () => {
  const person = typing('ec2\nbatch');
  expect(await person.ask(PLATFORM)).toBe('ec2');
  expect(await person.ask({ text: 'What?', answers: ['service', 'batch'] })).toBe('batch');
  person.close();
});

test('Ctrl-C is an interruption, not the end of the input', async () => {
  const input = new PassThrough();
  const asker = new Asker(input, Object.assign(new PassThrough().resume(), { isTTY: true }));
  const answer = asker.ask(PLATFORM);
  input.write('\x03');
  await expect(answer).rejects.toMatchObject({ name: 'Interrupted', exitCode: 130 });
  asker.close();
});

test('the end of the input is the end of it', async () => {
  const person = typing();
  const answer = person.ask(PLATFORM);
  person.leave();
  await expect(answer).rejects.toThrow('expected an answer, received the end of the input');
});
