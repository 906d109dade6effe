/**
 * Of an On-Demand Capacity Reservation what its slots and the instances cost over a time in which both stay the same:
 * instance-milliseconds at the On-Demand rate. An occupied slot costs nothing beyond its instance (billing:E8).
 */
export function reservationUsage(
  reserved: number,
  running: number,
  ms: number,
): { readonly instanceMs: bigint; readonly unusedMs: bigint } {
  const length = BigInt(ms);
  return {
    instanceMs: BigInt(running) * length,
    unusedMs: BigInt(Math.max(0, reserved - running)) * length,
  };
}
