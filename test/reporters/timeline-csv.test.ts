import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TIMELINE_COLUMNS } from '../../src/events/timeline-columns.ts';
import { reportTimelineCsv } from '../../src/reporters/timeline-csv.ts';
import { EMPTY_OUTCOME, outcomeArbitrary, timelineOf } from '../support/outcome.ts';
import { readCsv } from '../support/read-csv.ts';

test('one row a step and scope', () => {
  const columns = timelineOf([
    { running: 2, pending: 0, instances: 1, cpuRegistered: 2, cpuReserved: 0.25, cost: 1e-9 },
    { scope: 'cluster', name: 'main, old', running: 2 },
  ]);
  expect(reportTimelineCsv({ ...EMPTY_OUTCOME, timeline: { stepSeconds: 60, columns } })).toBe(`\
time,scope,name,desired,running,pending,instances,cpuRegistered,cpuReserved,cpuUsed,memoryRegistered,memoryReserved,memoryUsed,requests,failedRequests,latencyP50Ms,latencyP95Ms,latencyP99Ms,cost,messagesWaiting,oldestMessageSeconds,inService,booting,draining,instancesNeeded,instancesMeasured,capacityProviderReservation
2026-03-02T00:01:00.000Z,run,,,2,0,1,2,0.25,,,,,,,,,,0.000000001,,,,,,,,
2026-03-02T00:01:00.000Z,cluster,"main, old",,2,,,,,,,,,,,,,,,,,,,,,,
`);
});

test('every figure reads back, in the order of the columns whatever the order in the outcome', () => {
  fc.assert(
    fc.property(outcomeArbitrary, (outcome) => {
      const columns = Object.fromEntries(
        Object.entries(outcome.timeline.columns).reverse(),
      ) as typeof outcome.timeline.columns;
      const [header, ...rows] = readCsv(
        reportTimelineCsv({ ...outcome, timeline: { stepSeconds: 60, columns } }),
      );
      expect(header).toEqual([...TIMELINE_COLUMNS]);
      expect(rows).toHaveLength(columns.time.length);
      for (const [i, row] of rows.entries())
        for (const [j, name] of TIMELINE_COLUMNS.entries()) {
          const value = columns[name][i]!;
          if (typeof value === 'number') expect(Number(row[j])).toBe(value === 0 ? 0 : value);
          else expect(row[j]).toBe(value ?? '');
        }
    }),
    { numRuns: 40, seed: 12 },
  );
});
