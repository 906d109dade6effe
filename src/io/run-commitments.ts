import {
  adviseCommitments,
  type CommitmentsAdvice,
  type PlanTerms,
} from '../experiment/commitments/advise-commitments.ts';
import { ScenarioRun } from '../experiment/run.ts';
import type { ScenarioFromFile } from './read-scenario.ts';
import { type BareOptions, runBare } from './run-bare.ts';

/** Runs a scenario without its Savings Plans and gives those that would have been the right ones. Throws what running throws. */
export async function runCommitments(
  loaded: ScenarioFromFile,
  { term, payment, ...options }: BareOptions & PlanTerms,
): Promise<CommitmentsAdvice> {
  const { pricing } = loaded.scenario;
  const otherUsage = { ...pricing.otherUsage, savingsPlans: [] };
  const scenario = { ...loaded.scenario, pricing: { ...pricing, savingsPlans: [], otherUsage } };
  const run = new ScenarioRun(scenario, loaded.prices);
  await runBare(loaded, run, options);
  return adviseCommitments(scenario, loaded.prices, run.billHours, run.nowMs, { term, payment });
}
