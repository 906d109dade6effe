import { expect, test } from 'vitest';
import { describePosition, describeRuns, ProgressLine } from '../../src/io/progress.ts';

const DAY_MS = 86_400_000;

test('the line says how far, what has been done and how long it will still take', () => {
  const position = { nowMs: 3.5 * DAY_MS, endMs: 7 * DAY_MS, events: 1_234_567, fraction: 0.5 };
  expect(describePosition(position, 12_000)).toBe(
    '[##########----------]  50 %  12 s left, 3 d 12 h simulated, 1,234,567 events',
  );
});

test('no time is promised at the very beginning, nor when nobody knows the end', () => {
  expect(describePosition({ nowMs: 0, endMs: 1000, events: 0, fraction: 0 }, 300)).toBe(
    '[--------------------]   0 %  0 ms simulated, 0 events',
  );
  expect(describePosition({ nowMs: 60_000, endMs: null, events: 12, fraction: null }, 5000)).toBe(
    '1 min simulated, 5 s so far, 12 events',
  );
});

test('what does not fit is left out whole', () => {
  const position = { nowMs: 90_000, endMs: 180_000, events: 1_234_567, fraction: 0.5 };
  const lines = [78, 70, 50, 30, 20].map((room) => describePosition(position, 100_000, room));
  expect(lines).toEqual([
    '[##########----------]  50 %  1 min 40 s left, 1 min 30 s simulated',
    '[##########----------]  50 %  1 min 40 s left, 1 min 30 s simulated',
    '[##########----------]  50 %  1 min 40 s left',
    '[##########----------]  50 %',
    '[##########---------',
  ]);
});

test('on a terminal one line is drawn at most ten times a second, and cleared', () => {
  const { terminal, written } = terminalOf(true, 40);
  let now = 0;
  const line = new ProgressLine(terminal, () => now);
  for (; now < 1000; now += 10) line.show({ nowMs: now, endMs: 1000, events: now, fraction: now / 1000 });
  expect(written.length).toBe(9);
  for (const text of written) expect(text.slice(text.indexOf('[')).length).toBeLessThan(44);
  line.clear();
  line.clear();
  expect(written.slice(9)).toEqual(['\r\x1b[K']);
});

test('elsewhere nothing is written', () => {
  const { terminal, written } = terminalOf(false, 80);
  let now = 0;
  const line = new ProgressLine(terminal, () => now);
  for (; now < 1000; now += 200) line.show({ nowMs: now, endMs: 1000, events: now, fraction: 0.5 });
  line.clear();
  expect(written).toEqual([]);
});

function terminalOf(isTTY: boolean, columns: number) {
  const written: string[] = [];
  return { written, terminal: { isTTY, columns, write: (text: string) => written.push(text) } };
}

test('runs are counted, and their time left is that of those that are made, not taken from earlier ones', () => {
  const progress = { asked: 100, replied: 40, made: 10, underWay: 2 };
  expect(describeRuns(progress, 12_000)).toBe('[########------------]  42 %  58 s left, 40 of 100 runs');
  expect(describeRuns({ ...progress, made: 0, underWay: 0 }, 12_000)).toBe(
    '[########------------]  40 %  40 of 100 runs',
  );
  expect(describeRuns({ asked: 0, replied: 0, made: 0, underWay: 0 }, 0)).toBe(
    '[--------------------]   0 %  0 of 0 runs',
  );
});
