import { PriceListReader } from '../src/catalog/price-list/price-list-reader.ts';
import { largeOffer } from '../test/support/large-offer.ts';
import { chunksOf, offerFile } from '../test/support/offer-file.ts';

/** Reads an offer file of so many products, made on the way; prints seconds of reading, bytes, the peak of memory and what was taken. */
const [count, every] = process.argv.slice(2).map(Number) as [number, number];
const reader = new PriceListReader();
let [micros, bytes] = [0, 0];
for (const chunk of chunksOf(offerFile('AmazonEC2', () => largeOffer(count, every)))) {
  const before = process.cpuUsage();
  reader.push(chunk);
  const { user, system } = process.cpuUsage(before);
  micros += user + system;
  bytes += chunk.length;
}
const { rows, rejected } = reader.end();
const left = [...rejected.values()].reduce((sum, products) => sum + products, 0);
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write([micros / 1e6, bytes, peak, rows.length, left].join(' '));
