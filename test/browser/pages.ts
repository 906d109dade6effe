import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** What looks at a page from inside. */
const IN_PAGE = join(import.meta.dirname, 'in-page.js');

/** A page of ours as a reader has it: a file on their disk. */
export interface OpenPage {
  readonly page: Page;
  /** Errors, messages on the console, requests for anything but the file. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Chromium, for pages that stand alone. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(`expected Chromium at ${executablePath}; CHROMIUM names another place.`);
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** Opens a page from a file, at a width and in a theme. */
export async function openPage(
  browser: Browser,
  html: string,
  look: { readonly width: number; readonly theme: 'light' | 'dark'; readonly script?: boolean },
): Promise<OpenPage> {
  const folder = mkdtempSync(join(tmpdir(), 'ecsim-pages-'));
  const file = join(folder, 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    javaScriptEnabled: look.script ?? true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== address && request.url() !== 'data:,')
      complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(address);
  if (look.script !== false) await page.evaluate(readFileSync(IN_PAGE, 'utf8'));
  return {
    page,
    complaints,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What is wider than the page, and labels that are cut off or lie upon each other, judged by their boxes. */
export function brokenBoxes(page: Page): Promise<string[]> {
  return page.evaluate('checks.brokenBoxes()');
}

/** What axe-core finds: rules with the first of the elements that break them. */
export async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate('checks.violations()');
}

/** What the keyboard alone does not reach, or what does not show that it has been reached. */
export async function keyboardFindings(page: Page): Promise<string[]> {
  const wanted: readonly string[] = await page.evaluate('checks.numberReachable()');
  const reached = new Set<number>();
  const found: string[] = [];
  for (let presses = 0; presses < wanted.length + 2; presses++) {
    await page.keyboard.press('Tab');
    const { at, shows }: { at: number; shows: boolean } = await page.evaluate('checks.focused()');
    if (at < 0) continue;
    if (!shows) found.push(`nothing shows the focus of ${wanted[at]}`);
    reached.add(at);
  }
  return [...found, ...wanted.filter((_, i) => !reached.has(i)).map((one) => `not reached: ${one}`)];
}
