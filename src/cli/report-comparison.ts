import type { Comparison } from '../experiment/compare/comparison.ts';
import { UsageError } from '../io/usage-error.ts';

/** A report of a saved comparison; throws UsageError for one that only runs have. */
export async function reportComparison(comparison: Comparison, format: string): Promise<string> {
  switch (format) {
    case 'text': {
      const [{ comparisonText }, { textWidth }] = await Promise.all([
        import('../reporters/text/comparison.ts'),
        import('./print-outcome.ts'),
      ]);
      return comparisonText(comparison, { width: textWidth() });
    }
    case 'json':
      return (await import('../reporters/comparison-json.ts')).comparisonJson(comparison);
    case 'html': {
      const { comparisonHtml } = await import('../reporters/html/comparison/comparison-html.ts');
      return [...comparisonHtml(comparison)].join('');
    }
    default:
      throw new UsageError(
        `report: expected the outcome of a run for ${format}, received a comparison; of one there are text, json and html.`,
      );
  }
}
