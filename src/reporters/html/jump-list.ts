import { type Child, element } from './element.ts';
import type { Section } from './sections/context.ts';

/** Where to go from here. */
export function jumpList(sections: readonly Section[]): Child {
  if (sections.length < 3) return null;
  return element(
    'nav',
    { 'aria-label': 'Sections' },
    element(
      'ul',
      { class: 'jump' },
      sections.map(({ id, name }) => element('li', {}, element('a', { href: `#${id}` }, name))),
    ),
  );
}
