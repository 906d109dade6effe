import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../../src/experiment/outcome.ts';
import { readScenario } from '../../src/io/read-scenario.ts';
import { runScenarioFile } from '../../src/node.ts';
import { explanationHtml } from '../../src/reporters/html/explain/explanation.ts';
import { reportHtml } from '../../src/reporters/html/report.ts';
import { momentWithPictures } from '../support/explained.ts';
import { hugeFleet, longNames, manyServices, onePoint, wholeYear } from '../support/extreme-outcomes.ts';
import { EMPTY_OUTCOME } from '../support/outcome.ts';
import { accessibilityFindings, brokenBoxes, keyboardFindings, openPage, startBrowser } from './pages.ts';

const run = (name: string) => runScenarioFile(resolve(import.meta.dirname, `../../scenarios/${name}.yaml`));

const RUNS: Readonly<Record<string, () => Outcome | Promise<Outcome>>> = {
  'chain-of-three': () => run('chain-of-three'),
  'rolling-deployments': () => run('rolling-deployments'),
  'queue-worker': () => run('queue-worker'),
  'an empty run': () => EMPTY_OUTCOME,
  'one point': onePoint,
  'a year': wholeYear,
  'long names': longNames,
  '200 services': () => manyServices(200),
  '10,000 instances': () => hugeFleet(10_000),
};
/** Those that an accessibility checker reads: what others have, one of them has. */
const READ = ['rolling-deployments', 'chain-of-three', 'an empty run', 'long names'];

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(Object.keys(RUNS))('%s', async (name) => {
  const html = [...reportHtml(await RUNS[name]!())].join('');
  for (const width of [360, 900, 1600]) {
    const theme = width === 900 ? 'dark' : 'light';
    const { page, complaints, close } = await openPage(browser, html, { width, theme });
    expect(await brokenBoxes(page), `${width} pixels`).toEqual([]);
    if (READ.includes(name) && width !== 1600)
      expect(await accessibilityFindings(page), `${width} pixels, ${theme}`).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }
});

test('an explanation of a placement', async () => {
  const { scenario } = await readScenario(
    resolve(import.meta.dirname, '../../scenarios/every-strategy.yaml'),
  );
  const html = explanationHtml(momentWithPictures(scenario, 3_600_000));
  for (const width of [360, 900]) {
    const theme = width === 900 ? 'dark' : 'light';
    const { page, complaints, close } = await openPage(browser, html, { width, theme });
    expect(await brokenBoxes(page), `${width} pixels`).toEqual([]);
    expect(await accessibilityFindings(page), `${width} pixels, ${theme}`).toEqual([]);
    if (width === 900) expect(await keyboardFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }
});

test('the keyboard alone reaches everything, and opens what is closed', async () => {
  const html = [...reportHtml(await run('rolling-deployments'))].join('');
  const { page, complaints, close } = await openPage(browser, html, { width: 900, theme: 'light' });
  expect(await keyboardFindings(page)).toEqual([]);
  await page.focus('#cost summary');
  await page.keyboard.press('Enter');
  expect(await page.isVisible('#cost details table')).toBe(true);
  // Arrow keys show the values of the picture's own table.
  await page.focus('#cost .plot');
  await page.keyboard.press('ArrowRight');
  expect(await page.textContent('#cost .tip')).toContain('Useful');
  await page.keyboard.press('Escape');
  expect(await page.$('#cost .tip')).toBeNull();
  await page.click('#theme');
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('without script everything is there but the button', async () => {
  const html = [...reportHtml(await run('first'))].join('');
  const { page, close } = await openPage(browser, html, { width: 900, theme: 'light', script: false });
  expect(await page.isVisible('#theme')).toBe(false);
  expect(await page.isVisible('#cost svg')).toBe(true);
  await close();
});
