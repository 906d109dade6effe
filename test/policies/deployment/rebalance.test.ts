import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  balancedCounts,
  balancedTarget,
  type RebalanceView,
  rebalanceStep,
} from '../../../src/policies/deployment/rebalance.ts';

function viewOf(tasks: readonly number[], view: Partial<RebalanceView> = {}): RebalanceView {
  const desiredCount = tasks.reduce((sum, count) => sum + count, 0);
  return {
    desiredCount,
    maxTasks: desiredCount * 2,
    zones: tasks.map((count) => ({ tasks: count, settling: 0, protectedTasks: 0 })),
    isDeploying: false,
    ...view,
  };
}

test('the remainder goes to the zones that have the most', () => {
  expect(balancedCounts(10, 3)).toEqual([4, 3, 3]);
  expect(balancedTarget(4, [0, 3, 1])).toEqual([1, 2, 1]);
});

test('start in the poorest zone, wait, stop as many in the richest', () => {
  expect(rebalanceStep(viewOf([5, 0, 1]))).toEqual({ kind: 'start', zone: 1, count: 2 });
  const waiting = viewOf([5, 2, 1], { desiredCount: 6 }).zones.map((zone, i) => ({
    ...zone,
    settling: i % 2,
  }));
  expect(rebalanceStep(viewOf([5, 2, 1], { desiredCount: 6, zones: waiting }))).toEqual({ kind: 'wait' });
  expect(rebalanceStep(viewOf([5, 2, 1], { desiredCount: 6 }))).toEqual({ kind: 'stop', zone: 0, count: 2 });
  expect(rebalanceStep(viewOf([3, 2, 1]))).toEqual({ kind: 'start', zone: 2, count: 1 });
  expect(rebalanceStep(viewOf([2, 2, 0]))).toMatchObject({ kind: 'start', zone: 2 });
  expect(rebalanceStep(viewOf([2, 1, 2]))).toEqual({ kind: 'balanced' });
});

test('a deployment, protected tasks and a maximum without room end it', () => {
  expect(rebalanceStep(viewOf([3, 0], { isDeploying: true }))).toEqual({ kind: 'stopped', by: 'deployment' });
  expect(rebalanceStep(viewOf([3, 0], { maxTasks: 3 }))).toEqual({ kind: 'stopped', by: 'maxTasks' });
  const zones = [3, 0].map((tasks) => ({ tasks, settling: 0, protectedTasks: tasks }));
  expect(rebalanceStep(viewOf([3, 0], { zones }))).toEqual({ kind: 'stopped', by: 'protectedTasks' });
});

test('step by step every service comes to its balance, never under its desired count, never above its maximum', () => {
  const zones = fc.array(fc.nat(12), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(zones, fc.integer({ min: 1, max: 6 }), (start, room) => {
      const tasks = [...start];
      const { desiredCount } = viewOf(start);
      const maxTasks = desiredCount + room;
      for (let steps = 0; steps < 200; steps++) {
        const step = rebalanceStep(viewOf(tasks, { desiredCount, maxTasks }));
        if (step.kind === 'balanced') break;
        if (step.kind !== 'start' && step.kind !== 'stop') throw new Error(step.kind);
        expect(step.count).toBeGreaterThan(0);
        tasks[step.zone]! += step.kind === 'start' ? step.count : -step.count;
        const total = tasks.reduce((sum, count) => sum + count, 0);
        expect(total).toBeGreaterThanOrEqual(desiredCount);
        expect(total).toBeLessThanOrEqual(maxTasks);
      }
      expect(tasks.toSorted((a, b) => b - a)).toEqual(balancedCounts(desiredCount, tasks.length));
    }),
    { numRuns: 300, seed: 41 },
  );
});
