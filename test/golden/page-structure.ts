import { type HtmlElement, parseHtml, textOf } from '../support/html-tree.ts';

/** What a page is made of, in its order: headings and captions as they read, tables by their columns and rows, pictures by their kind. */
export function pageStructure(html: string): string[] {
  const found: string[] = [];
  const walk = (element: HtmlElement): void => {
    const { name, children } = element;
    if (WORDS.has(name)) found.push(`${name}: ${textOf(element)}`);
    if (name === 'svg') found.push(`svg of ${kindsOf(element)}`);
    if (name === 'tbody') found.push(`${children.length} rows`);
    for (const child of children) if (typeof child !== 'string') walk(child);
  };
  walk(parseHtml(html));
  return found;
}

const WORDS = new Set(['title', 'h1', 'h2', 'h3', 'h4', 'caption', 'summary', 'th']);

function kindsOf(picture: HtmlElement): string {
  const kinds = new Set<string>();
  const walk = ({ name, children }: HtmlElement): void => {
    kinds.add(name);
    for (const child of children) if (typeof child !== 'string') walk(child);
  };
  walk(picture);
  return [...kinds].sort().join(', ');
}
