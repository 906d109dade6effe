import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';

/** A page that has the library at hand, and what it did that it should not have. */
export interface LibraryPage {
  readonly page: Page;
  /** Errors, messages on the console, requests that leave the page's own server. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** The page: the library is its global `ecsim`. */
const PAGE = `<!doctype html><title>ecsim</title>
<script type="module">import * as ecsim from '/index.js'; globalThis.ecsim = ecsim;</script>`;

/** Opens a page in Chromium that has imported the library, bundled for browsers, from its own server. */
export async function openLibraryPage(): Promise<LibraryPage> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(`expected Chromium at ${executablePath}; CHROMIUM names another place.`);
  const folder = mkdtempSync(join(tmpdir(), 'ecsim-page-'));
  await bundleLibrary(folder);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    if (path === '/') response.setHeader('content-type', 'text/html').end(PAGE);
    else if (existsSync(join(folder, path)))
      response.setHeader('content-type', 'text/javascript').end(readFileSync(join(folder, path)));
    else response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`);
  });
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  await page.waitForFunction('globalThis.ecsim !== undefined').catch(() => {
    throw new Error(`expected the page to import the library: ${complaints.join('; ')}`);
  });
  return {
    page,
    complaints,
    async close() {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fails when anything of it asks for Node. */
async function bundleLibrary(folder: string): Promise<void> {
  await build({
    entryPoints: [resolve(import.meta.dirname, '../../src/index.ts')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'warning',
  });
}
