import { describe, expect, test } from 'vitest';
import { complaintsOf, load, served } from '../../support/load.ts';

const WORKLOADS = [
  { service: 'web', requests: { rate: { constant: 5 }, cpuMsPerRequest: 20 } },
  { service: 'api', requests: { queue: { messages: { constant: 5 }, workMs: 20 } } },
];

describe('durations', () => {
  const limitOf = async (that: string, atMost: unknown) =>
    (await load(served(WORKLOADS, { assertions: [{ that, atMost }] }))).assertions[0]!.limit;

  test('are brought to milliseconds where a figure is in them', async () => {
    const p95 = 'services["main/web"].latencyMs.p95';
    expect(await limitOf(p95, '2s')).toBe(2000);
    expect(await limitOf(p95, '150ms')).toBe(150);
    expect(await limitOf('max(latencyP95Ms)', '2s')).toBe(2000);
    for (const bare of [300, '300']) expect(await limitOf(p95, bare)).toBe(300);
  });

  test('other text stays as it is', async () => {
    const assertions = ['000000000000e123', '0x1f', 'FARGATE'].map((equals) => ({ that: 'digest', equals }));
    const { assertions: found } = await load(served(WORKLOADS, { assertions }));
    expect(found.map(({ limit }) => limit)).toEqual(['000000000000e123', '0x1f', 'FARGATE']);
  });

  test('and else to seconds', async () => {
    expect(await limitOf('services["main/web"].unavailableSeconds', '2m')).toBe(120);
    expect(await limitOf('services["main/api"].queue.oldestMaxSeconds', '150ms')).toBe(0.15);
    expect(await limitOf('max(oldestMessageSeconds)', '90s')).toBe(90);
  });
});

describe('a path that forgets its service', () => {
  const hintOf = async (that: string) => {
    const [complaint = ''] = await complaintsOf(served(WORKLOADS, { assertions: [{ that, atMost: 5 }] }));
    return complaint.slice(complaint.indexOf('received'));
  };

  test.each([
    ['latencyMs.p95', 'services["main/web"].latencyMs.p95'],
    ['main/api.queue.messagesMax', 'services["main/api"].queue.messagesMax'],
    ['tsks.wait.p95', 'tasks'],
  ])('%s', async (that, meant) => {
    expect(await hintOf(that)).toBe(`received "${that}". Did you mean ${meant}?`);
  });
});
