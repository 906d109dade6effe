import type { ServiceSummary } from '../../../experiment/outcome.ts';
import { formatCount } from '../../text/numbers.ts';
import { type MarkOf, markList } from '../charts/marks.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { moment } from '../figure-data.ts';
import { msOf, shortInstant } from '../instants.ts';
import { activityMarks } from './activity-marks.ts';
import type { ReportContext } from './context.ts';

/** Deployments and scaling activities of a service: what is drawn, and the lists that say why. */
export function serviceMarks(
  { outcome, detail, startMs }: ReportContext,
  name: string,
  { deployments }: ServiceSummary,
): { readonly drawn: MarkOf[]; readonly lists: Child } {
  const scaled = activityMarks(outcome, (resource) => resource === `service/${name}`);
  const deployed = deployments
    .map(({ createdAt, taskDefinition, rolloutState, rolloutStateReason }) => ({
      ms: msOf(createdAt),
      colour: rolloutState === 'FAILED' ? 'c2' : 'c3',
      what: `deployment of ${plain(taskDefinition)}`,
      cause: plain(rolloutStateReason),
    }))
    .filter(({ ms }) => ms > startMs)
    .sort((a, b) => a.ms - b.ms);
  return {
    // A deployment is never hidden by what scaled at the same time.
    drawn: [...deployed, ...scaled.marks].sort((a, b) => a.ms - b.ms),
    lists: markList('Scaling activities', scaled.marks, detail.lines, scaled.all),
  };
}

/** Deployments after the first, the newest first; `null`: there was none. */
export function deploymentsTable({ deployments }: ServiceSummary, name: string, most: number): Markup | null {
  if (deployments.length < 2) return null;
  const shown = deployments.slice(0, most);
  return disclosure(
    `Deployments (${formatCount(deployments.length)})`,
    shown.length < deployments.length
      ? element(
          'p',
          { class: 'note', 'data-count': 'deployments' },
          `The newest ${formatCount(shown.length)}.`,
        )
      : null,
    table(
      `Deployments of ${plain(name)}`,
      [
        { head: 'Created, UTC' },
        { head: 'Finished, UTC' },
        { head: 'Task definition', isText: true },
        { head: 'State', isText: true },
        { head: 'Reason', isText: true },
      ],
      shown.map(({ createdAt, finishedAt, taskDefinition, rolloutState, rolloutStateReason }) => ({
        cells: [
          moment(msOf(createdAt), shortInstant),
          finishedAt === null ? '–' : moment(msOf(finishedAt), shortInstant),
          plain(taskDefinition),
          rolloutState,
          plain(rolloutStateReason),
        ],
      })),
    ),
  );
}
