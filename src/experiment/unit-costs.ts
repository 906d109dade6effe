import type { ServiceSummary, UnitCosts } from './outcome.ts';
import { tidy } from './tidy.ts';

const HOUR_MS = 3_600_000;

/** What a run yields, for its money. */
export interface Yield {
  readonly tasksStarted: number;
  readonly services: Readonly<Record<string, ServiceSummary>>;
  /** vCPUs that tasks used, on average over the measured time. */
  readonly usedVcpu: number;
  readonly measuredMs: number;
}

/** What all the money of a run comes to for each thing that it yields; `null`: it yields none. */
export function unitCosts(total: number, { tasksStarted, services, usedVcpu, measuredMs }: Yield): UnitCosts {
  const served = Object.values(services).reduce((sum, { requestsBy }) => sum + (requestsBy?.served ?? 0), 0);
  const per = (units: number) => (units > 0 ? tidy(total / units) : null);
  return {
    perTask: per(tasksStarted),
    perThousandRequests: per(served / 1000),
    perVcpuHourUsed: per((usedVcpu * measuredMs) / HOUR_MS),
  };
}
