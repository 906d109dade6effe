import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runScenarioFile } from '../../src/node.ts';
import { reportHtml } from '../../src/reporters/html/report.ts';
import { openPage, startBrowser } from './pages.ts';

/** Makes the picture in the README anew: the upper part of a report, down to the fleet. `npm run picture`. */
const ROOT = resolve(import.meta.dirname, '../..');
const WIDTH = 960;
const MARGIN = 2;

const outcome = await runScenarioFile(join(ROOT, 'scenarios/azure-on-a-fixed-fleet.yaml'));
const browser = await startBrowser();
const { page, close } = await openPage(browser, [...reportHtml(outcome)].join(''), {
  width: WIDTH,
  theme: 'light',
});
const fleet = await page.locator('#fleet .frame').first().boundingBox();
if (fleet === null) throw new Error('expected a report with a picture of the fleet');
const height = Math.ceil(fleet.y + fleet.height + MARGIN);
await page.setViewportSize({ width: WIDTH, height });
mkdirSync(join(ROOT, 'docs'), { recursive: true });
writeFileSync(
  join(ROOT, 'docs/report.png'),
  await page.screenshot({ clip: { x: 0, y: 0, width: WIDTH, height } }),
);
await close();
await browser.close();
