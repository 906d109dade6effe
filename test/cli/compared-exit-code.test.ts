import { expect, test } from 'vitest';
import { comparedExitCode } from '../../src/cli/compared-exit-code.ts';

test('failed runs say whose fault they were; the worst is what counts', () => {
  const of = (...messages: string[]) =>
    comparedExitCode({
      failures: messages.map((message) => ({ alternative: 'a', seed: '1', message })),
      alternatives: [],
    });
  const wrong = 'a.yaml:1:1: taskDefinitions: expected a list, received nothing.';
  const ended = 'The thread that made this run has ended: Worker terminated due to reaching memory limit.';
  expect(of()).toBe(0);
  expect(of(wrong)).toBe(2);
  expect(of(wrong, ended)).toBe(74);
  expect(of('The machine refused: EMFILE: too many open files.')).toBe(74);
  expect(of(ended, 'This is a defect of ecsim, not of your input.')).toBe(70);
});
