import { book as autoscaling } from './books/autoscaling.ts';
import { book as billing } from './books/billing.ts';
import { book as ecs } from './books/ecs.ts';
import type { Example } from './example.ts';
import { parseExamples } from './parse-examples.ts';

/** The worked examples that come with ecsim: all books, in the order in which they are read. */
export function workedExamples(): readonly Example[] {
  return [ecs, billing, autoscaling].flatMap((book) => parseExamples(book));
}
