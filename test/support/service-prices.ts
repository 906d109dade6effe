import { PRICE_NAMES, type PriceName } from '../../src/catalog/services/price-names.ts';

// biome-ignore lint/suspicious/noExplicitAny: the facts are read as they were written, by hand
type Facts = any;

/** `us-east-1 nat.hour 0.045 REG`: region, price, tiers as `FROM:PRICE` parted by commas, source. */
type Row = readonly [region: string, name: PriceName, tiers: string, source: string];

/** The module with the prices of all services that are neither instances nor Fargate. */
export function servicePrices(facts: Facts): string {
  const rows = [...virginia(facts), ...otherRegions(facts)].sort(
    ([a, x], [b, y]) => compare(a, b) || PRICE_NAMES.indexOf(x) - PRICE_NAMES.indexOf(y),
  );
  return `
/** Where prices were read: what it is, and its newest day. */
export const SOURCES: Readonly<Record<string, { readonly what: string; readonly date: string | null }>> = ${JSON.stringify(facts.sources)};

/** Region, price, tiers as FROM:PRICE, source. */
export const servicePrices = \`
${rows.map((row) => row.join(' ')).join('\n')}
\`;
`;
}

const HOME = 'us-east-1';

function virginia(facts: Facts): Row[] {
  const { ebs, elb, nat, publicIpv4, privateLink, dataTransfer, cloudwatch: cw, ec2 } = facts;
  const rows: Row[] = [];
  const add = (src: readonly string[] | string, prices: Partial<Record<PriceName, number | string>>) => {
    const source = typeof src === 'string' ? src : newestOf(src, facts);
    for (const [name, price] of Object.entries(prices))
      rows.push([
        HOME,
        name as PriceName,
        typeof price === 'number' ? `0:${decimal(price)}` : price!,
        source,
      ]);
  };
  add(facts.ecs.anywhereSrc, { 'ecs.anywhere.hour': facts.ecs.anywhereHour });
  const credits = ec2.t3UnlimitedCreditVcpuHour;
  add(credits.src, {
    'ec2.cpuCredits.vcpuHour': credits.linux,
    'ec2.cpuCredits.windowsVcpuHour': credits.windows,
    'ec2.cpuCredits.t4gVcpuHour': credits.t4g,
  });
  const { gp3, gp2, io1, io2, st1, sc1, magnetic, snapshot } = ebs;
  add(gp3.src, {
    'ebs.gp3.gbMonth': gp3.gbMonth,
    'ebs.gp3.iopsMonth': gp3.iopsMonth,
    'ebs.gp3.mibpsMonth': gp3.mbpsMonth,
  });
  add(gp2.src, { 'ebs.gp2.gbMonth': gp2.gbMonth });
  add(io1.src, { 'ebs.io1.gbMonth': io1.gbMonth, 'ebs.io1.iopsMonth': io1.iopsMonth });
  const [first, second, third] = io2.iopsMonthTiers.map(([, price]: [unknown, number]) => price);
  add(io2.src, {
    'ebs.io2.gbMonth': io2.gbMonth,
    'ebs.io2.iopsMonth': first,
    'ebs.io2.iopsMonthTier2': second,
    'ebs.io2.iopsMonthTier3': third,
  });
  add(st1.src, { 'ebs.st1.gbMonth': st1.gbMonth });
  add(sc1.src, { 'ebs.sc1.gbMonth': sc1.gbMonth });
  add(magnetic.src, {
    'ebs.standard.gbMonth': magnetic.gbMonth,
    'ebs.standard.io': magnetic.perMillionIo / 1e6,
  });
  add(snapshot.src, {
    'ebs.snapshot.gbMonth': snapshot.gbMonth,
    'ebs.snapshotArchive.gbMonth': snapshot.archiveGbMonth,
    'ebs.snapshotArchive.retrievalGb': snapshot.archiveRetrievalGb,
  });
  add(ebs.fastSnapshotRestoreDsuHour.src, {
    'ebs.fastSnapshotRestore.dsuHour': ebs.fastSnapshotRestoreDsuHour.price,
  });
  const { alb, nlb, gwlb, classic } = elb;
  add(alb.src, {
    'alb.hour': alb.hour,
    'alb.lcuHour': alb.lcuHour,
    'alb.trustStoreHour': alb.trustStoreHour,
  });
  add(nlb.src, { 'nlb.hour': nlb.hour, 'nlb.lcuHour': nlb.lcuHour });
  add(gwlb.src, { 'gwlb.hour': gwlb.hour, 'gwlb.lcuHour': gwlb.lcuHour });
  add(classic.src, { 'clb.hour': classic.hour, 'clb.gb': classic.gb });
  add(nat.src, { 'nat.hour': nat.hour, 'nat.gb': nat.gb });
  add(publicIpv4.src, {
    'publicIpv4.hour': publicIpv4.hour,
    'publicIpv4.idleHour': publicIpv4.idleHour,
    'publicIpv4.contiguousBlockHour': publicIpv4.contiguousBlockHour,
  });
  add(privateLink.src, {
    'endpoint.interface.hour': privateLink.endpointAzHour,
    'endpoint.interface.gb': tiers(privateLink.gbTiers),
    'endpoint.gwlb.hour': privateLink.gwlbe.hour,
    'endpoint.gwlb.gb': privateLink.gwlbe.gb,
  });
  add(dataTransfer.src, { 'transfer.usEast.gb': dataTransfer.byRegion[HOME].toOtherUsEast });
  add(cw.src, {
    'cloudwatch.metricMonth': tiers(cw.customMetricMonthTiers),
    'cloudwatch.alarmMonth': cw.alarmStandard,
    'cloudwatch.highResolutionAlarmMonth': cw.alarmHighRes,
    'cloudwatch.compositeAlarmMonth': cw.alarmComposite,
    'cloudwatch.anomalyAlarmMonth': cw.anomalyStandard,
    'cloudwatch.highResolutionAnomalyAlarmMonth': cw.anomalyHighRes,
    'cloudwatch.metricsInsightsAlarmMetricMonth': cw.metricsInsightsAlarmPerMetric,
    'cloudwatch.containerInsightsMetricMonth': cw.containerInsightsEcsEnhancedMetricMonth,
    'cloudwatch.containerInsightsObservation': tiers(cw.containerInsightsEksObservationMillionTiers, 1e6),
    'cloudwatch.dashboardMonth': cw.dashboardMonth,
    'cloudwatch.request': cw.apiPer1000 / 1000,
    'cloudwatch.getMetricData': cw.getMetricDataPer1000Metrics / 1000,
    'logs.ingestGb': cw.logsIngestGb,
    'logs.ingestInfrequentGb': cw.logsIngestIaGb,
    'logs.vendedGb': tiers(cw.vendedLogsCwTiersGb),
    'logs.vendedToS3Gb': tiers(cw.vendedLogsS3TiersGb),
    'logs.storageGbMonth': cw.logsStorageGbMonth,
    'logs.insightsScanGb': cw.logsInsightsScanGb,
    'logs.liveTailMinute': cw.liveTailMinute,
  });
  add(facts.ecr.src, { 'ecr.gbMonth': facts.ecr.gbMonth });
  const { s3, secretsManager, kms, ssmParameter, cloudMap, route53, xray, waf } = facts;
  add(s3.src, {
    's3.gbMonth': tiers(s3.standardGbMonthTiers),
    's3.infrequentGbMonth': s3.ia,
    's3.put': s3.put1000 / 1000,
    's3.get': s3.get1000 / 1000,
  });
  add(secretsManager.src, {
    'secrets.secretMonth': secretsManager.secretMonth,
    'secrets.request': secretsManager.per10k / 10_000,
  });
  add(kms.src, { 'kms.keyMonth': kms.keyMonth, 'kms.request': kms.per10k / 10_000 });
  add(waf.src, {
    'waf.webAclMonth': waf.webAclMonth,
    'waf.ruleMonth': waf.ruleMonth,
    'waf.request': waf.perMillionRequests / 1e6,
  });
  add('memory', {
    'ssm.advancedParameterMonth': ssmParameter.advancedMonth,
    'ssm.advancedRequest': ssmParameter.per10kAdvanced / 10_000,
    'cloudMap.resourceMonth': cloudMap.resourceMonth,
    'cloudMap.discoverRequest': cloudMap.discoverPerMillion / 1e6,
    'xray.traceRecorded': xray.perMillionRecorded / 1e6,
    'xray.traceRetrieved': xray.perMillionRetrieved / 1e6,
  });
  add(route53.src, {
    'route53.zoneMonth': tiers([
      [25, route53.zoneMonthFirst25],
      [null, route53.zoneMonthOver25],
    ]),
    'route53.query': tiers(route53.queriesPerMillion, 1e6),
    'route53.latencyQuery': tiers(route53.latencyPerMillion, 1e6),
    'route53.geoQuery': tiers(route53.geoPerMillion, 1e6),
  });
  return rows;
}

/** What is known of each region by itself. A NAT gateway's GB costs what its hour costs. */
function otherRegions(facts: Facts): Row[] {
  const { ebs, elb, nat, dataTransfer } = facts;
  const known = (name: PriceName, byRegion: Record<string, [number, string]>): Row[] =>
    Object.entries(byRegion).flatMap(([region, [price, source]]) =>
      region === HOME ? [] : [[region, name, `0:${decimal(price)}`, sourceOf(source, facts)]],
    );
  const transfer = Object.entries<Facts>(dataTransfer.byRegion).flatMap(([region, prices]): Row[] => {
    const source = newestOf(dataTransfer.src, facts);
    const out = prices.internetOut.map((price: number, i: number) => [dataTransfer.tiersGb[i], price]);
    const rows: Row[] = [
      [region, 'transfer.internetOut.gb', tiers(out), source],
      [region, 'transfer.crossZone.gb', `0:${decimal(prices.crossAzEachWay)}`, source],
      [region, 'transfer.interRegion.gb', `0:${decimal(prices.interRegion)}`, source],
    ];
    if (region !== HOME && prices.toOtherUsEast !== undefined)
      rows.push([region, 'transfer.usEast.gb', `0:${decimal(prices.toOtherUsEast)}`, source]);
    return rows;
  });
  const lcus = Object.entries<number>(elb.alb.lcuByRegion).flatMap(([region, price]): Row[] =>
    region === HOME ? [] : [[region, 'alb.lcuHour', `0:${decimal(price)}`, elb.alb.hourByRegion[region][1]]],
  );
  return [
    ...known('ebs.gp3.gbMonth', ebs.gp3GbMonthByRegion),
    ...known('alb.hour', elb.alb.hourByRegion),
    ...lcus,
    ...known('nat.hour', nat.hourByRegion),
    ...known('nat.gb', nat.hourByRegion),
    ...transfer,
  ];
}

/** The newest of the sources that agree on a price; one without a day is the oldest. */
function newestOf(sources: readonly string[], facts: Facts): string {
  const dateOf = (source: string): string => facts.sources[source]?.date ?? '';
  return [...sources].sort((a, b) => compare(dateOf(b), dateOf(a)))[0]!;
}

/** A source as the facts call it here and there: "BILL-EU 15.00/595" is BILL-EU; what has no name is a public note. */
function sourceOf(text: string, facts: Facts): string {
  const [name = ''] = text.split(' ');
  if (name === 'memory') return 'memory';
  return Object.hasOwn(facts.sources, name) ? name : 'NOTE';
}

/** `[[10, 0.3], [null, 0.1]]`: to the tenth unit 0.3 each, from there 0.1; prices are for `per` units. */
function tiers(edges: readonly (readonly [number | null, number])[], per = 1): string {
  return edges.map(([, price], i) => `${i === 0 ? 0 : edges[i - 1]![0]}:${decimal(price / per)}`).join(',');
}

/** A price with at most ten decimals and without an exponent. */
export function decimal(value: number): string {
  return value.toFixed(10).replace(/\.?0+$/, '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
