import { type Child, constant, element, type Markup } from './element.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** SHA-256 of the script: no other one ever runs, whatever somebody gets into the page. */
export const SCRIPT_HASH = 'sha256-rQGlnzS1f6uA8/fcB7gKVpLqyx3yZZji7H3cSwtI5vo=';

/** Nothing leaves the page and nothing comes from elsewhere, whatever is in it. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src '${SCRIPT_HASH}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** A whole page of HTML: its head, style and script around what it shows. */
export function page(title: string, description: string, ...content: readonly Child[]): string {
  return styledPage('', title, description, ...content);
}

/** The same with a style of its own beside that of all pages. */
export function styledPage(
  style: string,
  title: string,
  description: string,
  ...content: readonly Child[]
): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'description', content: description }),
    element('meta', { name: 'generator', content: 'ecsim' }),
    element('link', { rel: 'icon', href: 'data:,' }),
    element('title', {}, title),
    constant('style', STYLE + style),
  );
  const body = element(
    'body',
    {},
    element('a', { class: 'skip', href: '#answer' }, 'To the answer'),
    element('div', { class: 'sheet' }, content),
    constant('script', SCRIPT),
  );
  return `<!doctype html>\n${element('html', { lang: 'en' }, head, body).html}\n`;
}

/** Turns the other theme on; shown by the script, without which it could do nothing. */
export function themeButton(): Markup {
  return element('button', { type: 'button', id: 'theme', class: 'theme', hidden: true }, 'Dark theme');
}
