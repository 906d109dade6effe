import { readDocument } from '../scenario/reading/document.ts';
import { applySettings } from '../scenario/reading/settings.ts';
import { unwrap } from '../scenario/reading/unwrap.ts';
import type { ScenarioSource } from './executor/scenario-source.ts';

/** A source's document with its settings: plain values, wrappers dealt with. What is wrong with it is told where it is loaded. */
export function readSourceDocument({ text, settings }: ScenarioSource): unknown {
  const { document } = readDocument(text);
  return document === null ? null : applySettings(unwrap(document).value, settings).value;
}
