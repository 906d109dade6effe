import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { COMPARISONS } from './comparisons.ts';
import { EXPECTED_COMPARISONS, expectedFile, runGoldenComparison } from './golden-comparison.ts';

test('every comparison has its expected report and its row in the README, and every report its comparison', () => {
  const files = COMPARISONS.map((golden) => basename(expectedFile(golden)));
  expect(readdirSync(EXPECTED_COMPARISONS).sort()).toEqual(files.sort());
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  for (const { name, asks, finding } of COMPARISONS)
    expect(readme).toContain(
      `| [${name}](test/golden/comparisons/expected/${name}.txt) | ${asks} | ${finding} |`,
    );
});

// A report moves only with a rule: `npm run golden` writes them anew, the commit says which rule and which line.
test.each(COMPARISONS)('$name', async (golden) => {
  const { comparison, report } = await runGoldenComparison(golden);
  const { byHand } = golden;
  // Where the order turns, so much of the instances is reserved: a little more than by hand, as they boot and end, too.
  if (byHand !== undefined) {
    const reserved = comparison.breakEven[0]!.utilization.b! - byHand.instance / byHand.fargate;
    expect(reserved).toBeGreaterThan(-0.001);
    expect(reserved).toBeLessThan(0.03);
  }
  expect(report).toBe(readFileSync(expectedFile(golden), 'utf8'));
});
