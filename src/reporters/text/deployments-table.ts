import type { DeploymentSummary, ServiceSummary } from '../../experiment/outcome.ts';
import { parseInstant } from '../../units/calendar.ts';
import { cleanText, fitText, labelled } from './layout.ts';
import { countOf, formatMinute, formatSeconds } from './numbers.ts';
import { layTable } from './table.ts';

/** So many deployments have a row of their own: those that go on and those that failed before the others. */
const MOST_ROWS = 12;

interface Row {
  readonly service: string;
  readonly deployment: DeploymentSummary;
  readonly state: 'in progress' | 'failed' | 'replaced' | 'rolled back' | 'completed';
  /** `null` when its last instant is not known. */
  readonly seconds: number | null;
}

/**
 * Every deployment but the first of a service, which is of interest only when it is not COMPLETED: when it began, how long it
 * took and what it came to. `end` of the run, ISO 8601.
 */
export function deploymentsTable(
  services: readonly (readonly [name: string, service: ServiceSummary])[],
  end: string,
  width: number,
): string[] {
  const rows = services.flatMap(([name, { deployments }]) => rowsOf(cleanText(name), deployments, end));
  if (rows.length === 0) return [];
  const worst = [...rows].sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state));
  const chosen = new Set(worst.slice(0, MOST_ROWS));
  const shown = rows.filter((row) => chosen.has(row));
  const [header = '', ...lines] = layTable([HEADER, ...shown.map(cellsOf)], STYLE, width);
  const left = rows.length - shown.length;
  return [
    '',
    header,
    ...lines.flatMap((line, i) => [line, ...reasonOf(shown[i]!, width)]),
    ...(left > 0 ? [fitText(`and ${countOf(left, 'other deployment')} in outcome.json`, width)] : []),
  ];
}

const URGENCY = ['in progress', 'failed', 'replaced', 'rolled back', 'completed'] as const;
const HEADER = ['Deployment', 'Tasks', 'Began', 'Lasted', 'Rollout'];
const STYLE = {
  alignRight: [false, false, false, true, false],
  names: 0,
  yields: [
    [0, 9],
    [1, 6],
    [3, 8],
    [4, 11],
  ],
} as const;

/** In the order in which they began. */
function rowsOf(service: string, newestFirst: readonly DeploymentSummary[], end: string): Row[] {
  return newestFirst
    .map((deployment, i): Row => {
      const state = stateOf(deployment);
      const next = newestFirst[i - 1];
      const goesOnUntil = deployment.status === 'PRIMARY' || next === undefined ? end : beganAt(next);
      const lastInstant = deployment.finishedAt ?? goesOnUntil;
      return { service, deployment, state, seconds: secondsBetween(beganAt(deployment), lastInstant) };
    })
    .filter(({ state }, i) => i < newestFirst.length - 1 || state !== 'completed')
    .reverse();
}

/** A rollback begins its deployment anew. */
function beganAt({ createdAt, rolledBackAt }: DeploymentSummary): string {
  return rolledBackAt ?? createdAt;
}

/** One that a newer deployment overtook goes on no more. */
function stateOf({ status, rolloutState, rolledBackAt }: DeploymentSummary): Row['state'] {
  if (rolloutState === 'COMPLETED') return rolledBackAt === null ? 'completed' : 'rolled back';
  if (rolloutState === 'FAILED') return 'failed';
  return status === 'PRIMARY' ? 'in progress' : 'replaced';
}

function secondsBetween(from: string, to: string): number | null {
  const [fromMs, toMs] = [parseInstant(from), parseInstant(to)];
  return fromMs === null || toMs === null ? null : (toMs - fromMs) / 1000;
}

function cellsOf({ service, deployment, state, seconds }: Row): string[] {
  const lasted = seconds === null ? '' : formatSeconds(seconds);
  const began = formatMinute(cleanText(beganAt(deployment)));
  return [service, cleanText(deployment.taskDefinition), began, lasted, state];
}

function reasonOf({ deployment, state }: Row, width: number): string[] {
  return state === 'failed' ? labelled('', cleanText(deployment.rolloutStateReason), 2, width) : [];
}
