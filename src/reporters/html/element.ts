import { cleanText } from '../text/layout.ts';

/**
 * A piece of a page. Everything that a page shows goes through `element`, which escapes what it is given: only what has come out of
 * it, or is a constant of ours, is read as markup.
 */
export class Markup {
  readonly html: string;

  /** For this file only: others call `element`, `fragment` or `constant`. */
  constructor(html: string) {
    this.html = html;
  }
}

/** What stands in an element: text is escaped, nothing is left out. */
export type Child = Markup | string | null | undefined | readonly Child[];

/** `true` is an attribute without a value; `false`, null and undefined leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element of HTML or SVG with its attributes and children, all of them escaped. */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  let start = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    start += value === true ? ` ${key}` : ` ${key}="${escapeText(String(value))}"`;
  }
  if (VOID.has(name)) return new Markup(`${start}>`);
  return new Markup(`${start}>${htmlOf(children)}</${name}>`);
}

/** Pieces one after the other. */
export function fragment(...children: readonly Child[]): Markup {
  return new Markup(htmlOf(children));
}

/** The style or the script of the page: constants of ours that hold no text of a scenario. */
export function constant(name: 'style' | 'script', text: string): Markup {
  if (/<\/|<!--/.test(text)) throw new TypeError(`expected a ${name} without markup in it`);
  return new Markup(`<${name}>${text}</${name}>`);
}

/** A text from outside as one line: its line breaks are blanks, and nothing in it turns the direction of writing. */
export function plain(text: string): string {
  return cleanText(text.replace(/\s+/g, ' ').trim());
}

/** The same of at most so many characters; what was cut off shows as `…`. */
export function shortened(text: string, most: number): string {
  const line = plain(text);
  const characters = line.length > most ? [...line] : [];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

function htmlOf(child: Child): string {
  if (child === null || child === undefined) return '';
  if (typeof child === 'string') return escapeText(child);
  if (child instanceof Markup) return child.html;
  let html = '';
  for (const one of child) html += htmlOf(one);
  return html;
}

/** As in a text, so in an attribute. */
function escapeText(text: string): string {
  return /[&<>"'\p{Cc}]/u.test(text)
    ? cleanText(text).replace(/[&<>"']/g, (found) => ENTITIES[found]!)
    : text;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Elements that never have children. */
const VOID: ReadonlySet<string> = new Set(['meta', 'link', 'br', 'hr', 'input']);
