import type { InstanceDecision, Refused } from '../../../experiment/explain/decision.ts';
import type { DecisionPicture } from '../../../experiment/explain/picture/decision-picture.ts';
import { causeInShort, causeRows } from '../../text/explain/causes.ts';
import { describeHelps, pieces, provisioningLines, refusalVerdict } from '../../text/explain/refusal.ts';
import { listRuns } from '../../text/explain/wording.ts';
import { cleanText } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { type Child, element } from '../element.ts';
import { type BinLook, bin, binLegend, rowsSentence } from './bin.ts';
import { type Detail, ONE_LINE } from './detail.ts';
import { figureOf, note } from './frame.ts';

/** Why no instance takes the task, instance by instance, with what is missing marked, and what would have helped. */
export function refusalParts(
  decision: InstanceDecision,
  refused: Refused,
  { fleet }: DecisionPicture,
  look: BinLook,
  detail: Detail,
): Child[] {
  const why = new Map(decision.instances.map((one) => [one.containerInstance, one.ruledOut]));
  const gone = decision.instances.filter(
    ({ ruledOut }) => ruledOut.length > 0 && !ruledOut.some(({ kind }) => kind === 'inactive'),
  );
  const able = fleet.instances.filter(({ containerInstance }) => why.get(containerInstance)?.length === 0);
  const shown = fleet.instances.slice(0, detail.fleet);
  const left = fleet.instances.length - shown.length + fleet.notShown.able + fleet.notShown.ruledOut;
  const rows = causeRows(gone);
  const helps = describeHelps(refused.helps);
  return [
    [
      refusalVerdict(refused),
      ...provisioningLines(refused, ONE_LINE),
      ...pieces(decision, refused, ONE_LINE),
    ].map((sentence) => element('p', { class: 'said' }, sentence)),
    shown.length === 0
      ? element('p', { class: 'said' }, 'There is no container instance in the cluster.')
      : figureOf(
          titleOf(gone.length, able.length),
          `Each box is an instance: ${rowsSentence(look)}. The new task is drawn where it would go; what it needs beyond what is there is marked. Those that come closest stand first`,
          [
            binLegend(look, {
              fits: true,
              lacks: gone.some(({ ruledOut }) => ruledOut.some(({ kind }) => kind === 'short')),
              kept: fleet.instances.some(({ kept }) => kept.cpu + kept.memory > 0),
            }),
            element(
              'div',
              { class: 'bins' },
              shown.map((instance) => {
                const causes = why.get(instance.containerInstance) ?? [];
                return bin(instance, look, {
                  as: 'plain',
                  hasTask: true,
                  says: causes.slice(0, 3).map((cause) => cleanText(causeInShort(cause))),
                });
              }),
            ),
            left > 0 ? note(`${countOf(left, 'more instance')} not shown.`) : null,
          ],
          rows.length === 0
            ? null
            : disclosure(
                'Table',
                table(
                  'Why no instance takes it',
                  [{ head: 'Instances', isText: true }, { head: 'Count' }, { head: 'Why not', isText: true }],
                  rows.slice(0, detail.rows).map(({ why: text, members }) => ({
                    cells: [listRuns(members), formatCount(members.length), cleanText(text)],
                  })),
                ),
              ),
        ),
    helps.length === 0
      ? null
      : [
          element('p', { class: 'said' }, 'Would have helped, each by itself:'),
          element(
            'ul',
            { class: 'helps' },
            helps.map((help) => element('li', {}, help)),
          ),
        ],
  ];
}

function titleOf(gone: number, able: number): string {
  if (able > 0) return `${countOf(able, 'instance')} could take it, but others come first`;
  return gone === 1
    ? 'The one instance cannot take it'
    : `None of ${formatCount(gone)} instances can take it`;
}
