import type { DecisionPicture, OtherChoice } from '../../../experiment/explain/picture/decision-picture.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { disclosure, table } from '../charts/table.ts';
import { element, type Markup, plain } from '../element.ts';
import { type BinLook, bin } from './bin.ts';
import { figureOf } from './frame.ts';

/** What every strategy would have done with the same task on the same fleet: one chosen instance each; `null`: nobody asked. */
export function choicesFigure({ choices, fleet }: DecisionPicture, look: BinLook): Markup | null {
  const [written, ...others] = choices;
  if (written === undefined || others.length === 0) return null;
  if (
    written.counts[0] === 1 &&
    others.every((other) => other.containerInstance === written.containerInstance)
  )
    return element(
      'p',
      { class: 'said' },
      'Any other strategy would have come to the same: there was one to choose from.',
    );
  const same = others.filter(({ containerInstance }) => containerInstance === written.containerInstance);
  const further = new Set(others.map(({ containerInstance }) => containerInstance));
  further.delete(written.containerInstance);
  const different =
    further.size === 0
      ? 'none takes another one'
      : `the others take ${countOf(further.size, 'other instance')}`;
  const byName = new Map(fleet.instances.map((one) => [one.containerInstance, one]));
  return figureOf(
    `What would another strategy have done? ${formatCount(same.length)} of ${formatCount(others.length)} take ${placeOf(written)}, too; ${different}`,
    'The same task, the same candidates at the same moment; each box is the one instance that a chain of strategies comes to, with the task in it. It looks one step ahead: with another strategy from the beginning the fleet would be another one',
    element(
      'div',
      { class: 'bins wide' },
      choices.map((choice) => {
        const found = byName.get(choice.containerInstance ?? '');
        // A name may be broken after its bracket.
        const title = plain(choice.name).replaceAll('(', '(\u200b');
        const says = [`${placeOf(choice)}: ${waysOf(choice)}`, flagsOf(choice)];
        const isSame = choice.containerInstance === written.containerInstance;
        return found === undefined
          ? element(
              'div',
              { class: 'bin plain' },
              element('b', {}, title),
              says.map((line) => element('span', {}, line)),
            )
          : bin(found, look, { as: isSame ? 'chosen' : 'stays', hasTask: true, title, says });
      }),
    ),
    disclosure('Table', choicesTable(choices)),
  );
}

function placeOf({ containerInstance }: OtherChoice): string {
  return containerInstance === null ? 'a new instance' : plain(containerInstance);
}

function flagsOf({ asWritten, ecs }: OtherChoice): string | null {
  if (asWritten) return 'as the scenario has it';
  return ecs ? null : 'not of ECS';
}

/** `18 → 3 → 1`. */
function waysOf({ counts, tie }: OtherChoice): string {
  const all = tie !== null && tie.equals > 1 ? [...counts, 1] : counts;
  return all.map(formatCount).join(' → ');
}

function choicesTable(choices: readonly OtherChoice[]): Markup {
  return table(
    'What each chain of strategies would choose',
    [
      { head: 'Strategies', isText: true },
      { head: 'Takes', isText: true },
      { head: 'Candidates, step by step', isText: true },
      { head: 'Tie', isText: true },
      { head: 'Of ECS', isText: true },
    ],
    choices.map((choice) => ({
      cells: [plain(choice.name), placeOf(choice), waysOf(choice), tieOf(choice), choice.ecs ? 'yes' : 'no'],
    })),
  );
}

function tieOf({ tie }: OtherChoice): string {
  if (tie === null || tie.equals === 1) return '-';
  return `${formatCount(tie.equals)} equals, ${tie.by === 'first' ? 'the first' : 'one drawn'}`;
}
