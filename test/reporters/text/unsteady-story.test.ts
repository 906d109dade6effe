import { expect, test } from 'vitest';
import type { ServiceSummary } from '../../../src/experiment/outcome.ts';
import { unsteadyStory } from '../../../src/reporters/text/unsteady-story.ts';

/** What a service has said, from the oldest on, a minute apart. */
function toldOf(...messages: readonly string[]): string[] {
  const events = messages.map((message, minute) => ({
    createdAt: `2026-03-02T00:0${minute}:00.000Z`,
    message: `(service web) ${message}`,
  }));
  const service = { desiredCount: 2, runningCount: 1, pendingCount: 1, events: events.reverse() };
  const [blank, heading, ...lines] = unsteadyStory('main/web', service as unknown as ServiceSummary, 200);
  expect([blank, heading]).toEqual(['', 'main/web is not steady at the end: 1 running and 1 pending of 2']);
  return lines.map((line) => line.trim().replace(/^2026-03-02 00:0(\d) {2}\(service web\) /, '$1 '));
}

const STEADY = 'has reached a steady state.';
const STARTED = 'has started 1 tasks: (task web-1).';
const STOPPED = 'has stopped 1 running tasks: (task web-1).';
const IMPAIRED = 'is unable to consistently start tasks successfully.';

test('what came since it was steady last', () => {
  expect(toldOf('old news.', STEADY, STOPPED, 'operations are being throttled.')).toEqual([
    `2 ${STOPPED}`,
    '3 operations are being throttled.',
  ]);
});

test('of tasks that start and stop only the last, so that a crash loop does not hide why', () => {
  expect(toldOf(STEADY, IMPAIRED, STARTED, STOPPED, STARTED, STARTED)).toEqual([
    `1 ${IMPAIRED}`,
    `5 ${STARTED}`,
  ]);
});

test('three events at most; when steadiness is the last thing said, that', () => {
  expect(toldOf('a.', 'b.', 'c.', 'd.')).toEqual(['1 b.', '2 c.', '3 d.']);
  expect(toldOf(STARTED, STEADY)).toEqual([`0 ${STARTED}`, `1 ${STEADY}`]);
  expect(toldOf()).toEqual([]);
});
