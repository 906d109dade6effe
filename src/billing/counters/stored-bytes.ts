/** Bytes that lie somewhere until they are too old: what an hour has brought lies from its end on. */
export class StoredBytes {
  private readonly retentionMs: number | null;
  private lying = 0n;
  private takenMs = 0;
  /** By when it came, the oldest first; empty where nothing is deleted. */
  private readonly kept: { readonly atMs: number; readonly bytes: bigint }[] = [];

  /** `retentionMs`: `null` where nothing is deleted. */
  constructor(retentionMs: number | null) {
    this.retentionMs = retentionMs;
  }

  /** Byte-milliseconds since the last time, each byte counted as `countedAs` says; then adds what has come meanwhile. */
  take(at: number, came: bigint, countedAs: (bytes: bigint) => bigint = (bytes) => bytes): bigint {
    const lay = countedAs(this.lying) * BigInt(at - this.takenMs);
    this.takenMs = at;
    this.lying += came;
    if (this.retentionMs !== null) this.forget(at, came, this.retentionMs);
    return lay;
  }

  private forget(at: number, came: bigint, retentionMs: number): void {
    const { kept } = this;
    if (came > 0n) kept.push({ atMs: at, bytes: came });
    while (kept.length > 0 && kept[0]!.atMs + retentionMs <= at) this.lying -= kept.shift()!.bytes;
  }
}
