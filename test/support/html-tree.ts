/** A piece of a page: an element, or a text. */
export type HtmlNode = HtmlElement | string;

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}

const TOKEN = /<!doctype html>|<\/([a-z0-9]+)>|<([a-z0-9]+)((?: [a-zA-Z:-]+(?:="[^"<>]*")?)*)>|([^<]+)|(.)/gs;
const ATTRIBUTE = / ([a-zA-Z:-]+)(?:="([^"<>]*)")?/g;
const VOID = new Set(['meta', 'link', 'br', 'hr', 'input']);
/** What is in them is no markup. */
const RAW = /<(script|style)>([\s\S]*?)<\/\1>/g;

/** Reads a page of ours, strictly: whatever is not closed, not quoted or not escaped is an error. Scripts and styles are left out. */
export function parseHtml(html: string): HtmlElement {
  const root = { name: '', attributes: {}, children: [] as HtmlNode[] };
  const open: { name: string; children: HtmlNode[] }[] = [root];
  for (const [token, end, start, attributes, text, wrong] of html.replace(RAW, '<$1></$1>').matchAll(TOKEN)) {
    const parent = open.at(-1)!;
    if (wrong !== undefined) throw new SyntaxError(`no markup of ours: ${token}`);
    if (text !== undefined) parent.children.push(unescaped(text));
    if (end !== undefined && open.pop()!.name !== end)
      throw new SyntaxError(`closes ${end}, not ${parent.name}`);
    if (start === undefined) continue;
    const made = { name: start, attributes: attributesOf(attributes ?? ''), children: [] as HtmlNode[] };
    parent.children.push(made);
    if (!VOID.has(start)) open.push(made);
  }
  if (open.length !== 1) throw new SyntaxError(`not closed: ${open.at(-1)!.name}`);
  return root;
}

/** The text in an element. */
export function textOf(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

/** An element and all below it that fit. */
export function findAll(node: HtmlNode, fits: (element: HtmlElement) => boolean): HtmlElement[] {
  if (typeof node === 'string') return [];
  const below = node.children.flatMap((child) => findAll(child, fits));
  return fits(node) ? [node, ...below] : below;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, key, value]) => [key!, unescaped(value ?? '')]),
  );
}

function unescaped(text: string): string {
  return text.replace(/&(#39|[a-z]+);|&/g, (_, name: string | undefined) => {
    const found = name === undefined ? undefined : ENTITIES[name];
    if (found === undefined) throw new SyntaxError(`not escaped: ${text.slice(0, 60)}`);
    return found;
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
