import type { Warning } from '../events/warning.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { formatInstant } from '../units/calendar.ts';
import { formatDuration } from '../units/duration.ts';
import { tooManyWait } from './assertions.ts';
import type { Outcome } from './outcome.ts';
import type { RunParts } from './run.ts';

/** More than this between the halves of a run is no steady state (PRODUCT section 6). */
const STEADY = 0.05;

/** What the reader of an outcome should know before trusting it, in plain words. */
export function outcomeWarnings(
  scenario: Scenario,
  simulation: Simulation,
  outcome: Outcome,
  parts: RunParts,
): Warning[] {
  return [
    ...scenario.warnings,
    ...traceWarnings(parts),
    ...roundedUp(outcome),
    ...refusedActions(simulation),
    ...pending(outcome),
    ...transient(outcome),
  ];
}

function traceWarnings({ traces }: RunParts): Warning[] {
  return traces.flatMap((trace) =>
    trace.notes().map(({ code, message, count }) => ({ code, message, count, firstAt: '' })),
  );
}

function roundedUp({ tasks: { roundedUp } }: Outcome): Warning[] {
  const { tasks, vcpu, memoryGib } = roundedUp;
  if (tasks === 0) return [];
  const message = `${tasks} tasks asked for a size that Fargate does not have and got the cheapest that holds it: together ${vcpu} vCPU and ${memoryGib} GiB more than they asked for.`;
  return [{ code: 'fargate-size-rounded-up', message, count: tasks, firstAt: '' }];
}

function refusedActions({ refusedActions: refused, startMs }: Simulation): Warning[] {
  return refused.map(({ at, message }) => ({
    code: 'action-refused',
    message: `AWS would have refused an action: ${message}`,
    count: 1,
    firstAt: formatInstant(startMs + at),
  }));
}

function pending(outcome: Outcome): Warning[] {
  const { count, oldestSeconds } = outcome.tasks.pendingAtEnd;
  if (!tooManyWait(outcome)) return [];
  const message = `${count} tasks had not started when the run ended, the oldest after ${formatDuration(oldestSeconds * 1000)}: the waits are those of the tasks that did start, so they look shorter than they are.`;
  return [{ code: 'tasks-pending-at-end', message, count, firstAt: outcome.simulation.end }];
}

/** A run that is given an end and differs between its halves is still filling or emptying. */
function transient({ timeline: { columns } }: Outcome): Warning[] {
  const running = columns.running.filter((_, i) => columns.scope[i] === 'run') as number[];
  if (running.length < 4) return [];
  const middle = Math.floor(running.length / 2);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const first = mean(running.slice(0, middle));
  const second = mean(running.slice(middle));
  if (Math.abs(second - first) <= STEADY * Math.max(first, second)) return [];
  const message = `On average ${first.toFixed(1)} tasks ran in the first half and ${second.toFixed(1)} in the second: the run is not in a steady state, so its means and its monthly figure describe this stretch of time and not a typical one.`;
  return [{ code: 'transient', message, count: 1, firstAt: '' }];
}
