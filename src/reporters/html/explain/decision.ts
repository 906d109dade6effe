import type { Decision, InstanceDecision } from '../../../experiment/explain/decision.ts';
import type { DecisionPicture } from '../../../experiment/explain/picture/decision-picture.ts';
import { choicePart, requestSentence } from '../../text/explain/decision.ts';
import { plainBlanks } from '../../text/layout.ts';
import { countOf, formatCount } from '../../text/numbers.ts';
import { type Child, element, type Markup, plain } from '../element.ts';
import { barList } from './bars.ts';
import { type BinLook, bin, binLegend, binLook, rowsSentence } from './bin.ts';
import { choicesFigure } from './choices.ts';
import { type Detail, ONE_LINE } from './detail.ts';
import { fargateParts } from './fargate.ts';
import { figureOf, note } from './frame.ts';
import { refusalParts } from './refusal.ts';
import { stepCounts, stepFigures } from './steps.ts';

/** One decision: what was asked for, the fleet, how it was narrowed step by step, and where that led. */
export function decisionMarkup(decision: Decision, detail: Detail): Markup {
  const { choice } = decision;
  return element(
    'div',
    { class: 'decision' },
    element('p', { class: 'lead' }, plainBlanks(requestSentence(decision))),
    choice === null ? null : element('p', { class: 'lead' }, `${choicePart(choice, ONE_LINE).heading}.`),
    partsOf(decision, detail),
  );
}

/** Where the narrowing led in a sentence: `Of 18 instances 12 can take it; spread by instance leaves 4, binpack by memory 1.` */
export function narrowingSentence(decision: Decision): string | null {
  if (decision.where !== 'instances' || decision.result.kind !== 'placed') return null;
  const [all, able, ...steps] = stepCounts(decision);
  if (all === undefined || able === undefined) return null;
  const then = steps.map(({ name, left }, i) =>
    name === 'Tie'
      ? decision.result.kind === 'placed' && decision.result.tie.by === 'first'
        ? 'the tie is broken by registration'
        : 'the tie is broken by a draw'
      : `${name}${i === 0 ? ' leaves' : ''} ${formatCount(left)}`,
  );
  return `Of ${countOf(all.left, 'instance')} ${formatCount(able.left)} can take it${then.length === 0 ? '' : `; ${then.join(', ')}`}.`;
}

function partsOf(decision: Decision, detail: Detail): Child {
  switch (decision.where) {
    case 'Fargate':
      return fargateParts(decision);
    case 'daemon':
      return element(
        'p',
        { class: 'said' },
        `A DAEMON service has one task on each ACTIVE instance that matches: there is nothing to choose. It goes to ${plain(decision.result.containerInstance)} in ${plain(decision.result.availabilityZone)}.`,
      );
    case 'instances':
      return decision.picture === undefined ? null : instanceParts(decision, decision.picture, detail);
    default:
      return decision satisfies never;
  }
}

function instanceParts(decision: InstanceDecision, picture: DecisionPicture, detail: Detail): Child {
  const look = binLook(picture, decision.size);
  const { result } = decision;
  if (result.kind === 'refused') return refusalParts(decision, result, picture, look, detail);
  return [
    funnel(decision),
    fleetFigure(decision, picture, look, detail),
    result.kind === 'opened'
      ? element(
          'p',
          { class: 'said' },
          `The ideal fleet opens ${plain(result.containerInstance ?? 'an instance')} for it: none that is open takes the task.`,
        )
      : null,
    stepFigures({ decision, picture, look, detail }),
    choicesFigure(picture, look),
  ];
}

/** How many are left after each step. */
function funnel(decision: InstanceDecision): Markup {
  const counts = stepCounts(decision);
  const [all, ...rest] = counts;
  const last = rest.at(-1)?.left ?? 0;
  return figureOf(
    `From ${formatCount(all?.left ?? 0)} to ${formatCount(last)} in ${countOf(rest.length, 'step')}`,
    'Container instances that are left after each step',
    barList(
      'Candidates that are left',
      counts.map(({ name, left }, i) => ({
        name: plain(name),
        colour: i === 0 ? 'c8' : 'c1',
        value: left,
        says: formatCount(left),
      })),
    ),
  );
}

function fleetFigure(
  decision: InstanceDecision,
  { fleet }: DecisionPicture,
  look: BinLook,
  detail: Detail,
): Markup | null {
  const { result, task } = decision;
  const shown = fleet.instances.slice(0, detail.fleet);
  const left = fleet.instances.length - shown.length + fleet.notShown.able + fleet.notShown.ruledOut;
  if (shown.length === 0) return null;
  const chosen = result.kind === 'placed' ? result.containerInstance : null;
  return figureOf(
    chosen === null
      ? `The fleet before ${plain(task)} is placed`
      : `The fleet before ${plain(task)} is placed, and where it goes`,
    `Each box is an instance, as wide as its size: ${rowsSentence(look)}. Coloured parts are what tasks reserve, the rest is free. Those that stayed longest stand first`,
    [
      binLegend(look, {
        fits: chosen !== null,
        lacks: false,
        kept: shown.some(({ kept }) => kept.cpu + kept.memory > 0),
      }),
      element(
        'div',
        { class: 'bins' },
        shown.map((instance) => {
          const isChosen = instance.containerInstance === chosen;
          const { instanceType, availabilityZone } = instance;
          return bin(instance, look, {
            as: isChosen ? 'chosen' : 'plain',
            hasTask: isChosen,
            says: [[instanceType === null ? '' : `${plain(instanceType)}, `, plain(availabilityZone)]],
          });
        }),
      ),
      left > 0 ? note(`${countOf(left, 'more instance')} not shown.`) : null,
    ],
  );
}
