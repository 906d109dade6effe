/** Where prices were read: how rows name it, and what it is. */
export interface PriceSource {
  readonly name: string;
  readonly what: string;
  readonly date: string | null;
}

/** Everywhere that the built-in prices were read. */
export async function priceSources(): Promise<readonly PriceSource[]> {
  const { SOURCES } = await import('../data/service-prices.ts');
  return [
    { name: 'AWS', what: "AWS's Price List: instances and Fargate", date: null },
    ...Object.entries(SOURCES).map(([name, source]) => ({ name, ...source })),
    { name: 'memory', what: 'no public copy was found', date: null },
  ];
}
