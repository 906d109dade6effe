/** The seed of a replication, from 0 on: `seed + r`; of a seed that is no whole number `seed+r`, and itself for the first one. */
export function replicationSeed(seed: string, replication: number): string {
  if (/^(0|-?[1-9]\d{0,17})$/.test(seed)) return String(BigInt(seed) + BigInt(replication));
  return replication === 0 ? seed : `${seed}+${replication}`;
}
