import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comparisonHtml } from '../../src/reporters/html/comparison/comparison-html.ts';
import { fullComparison, longName, manyAlternatives } from '../support/comparisons.ts';
import { accessibilityFindings, brokenBoxes, keyboardFindings, openPage, startBrowser } from './pages.ts';

const COMPARISONS = {
  everything: () => fullComparison(),
  'long names': () => fullComparison(longName),
  '20 alternatives': () => manyAlternatives(20),
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(Object.entries(COMPARISONS))('%s', async (name, make) => {
  const html = [...comparisonHtml(make())].join('');
  for (const width of [360, 900, 1600]) {
    const theme = width === 900 ? 'dark' : 'light';
    const { page, complaints, close } = await openPage(browser, html, { width, theme });
    expect(await brokenBoxes(page), `${width} pixels`).toEqual([]);
    if (name === 'everything' && width !== 1600) {
      expect(await accessibilityFindings(page), `${width} pixels, ${theme}`).toEqual([]);
      if (width === 900) expect(await keyboardFindings(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  }
});
