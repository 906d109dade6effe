import { SIMULATED_ACCOUNT } from '../account.ts';
import { bytesOf, type ByteBuffer } from './byte-buffer.ts';
import { escaped, membersOf, PLAIN_JSON } from './json-field.ts';

/** Digits of an event's id in which it differs from another's. */
const ID_DIGITS = 12;
const BEFORE_ID = bytesOf('"],"id":"00000000-0000-4000-8000-');
const BEFORE_TIME = bytesOf('","time":"');

/** An event up to the name of its one resource, whose ARN begins with `arn` (ecs: ). */
export function eventHead(detailType: string, region: string, arn: string): Uint8Array {
  const members = { version: '0', 'detail-type': detailType, source: 'aws.ecs', account: SIMULATED_ACCOUNT, region };
  return bytesOf(`{${membersOf(members)},"resources":["${escaped(arn)}`);
}

/**
 * An event from behind its resource to its time, the quote behind which is still to come. Its id is the how-manieth event
 * of the run it is: the same run gives the same ids.
 */
export function writeIdAndTime(buffer: ByteBuffer, count: number, epochMs: number): void {
  buffer.copy(BEFORE_ID);
  buffer.reserve(ID_DIGITS);
  buffer.padded(count, ID_DIGITS);
  buffer.copy(BEFORE_TIME);
  buffer.reserve(INSTANT_LENGTH);
  buffer.instantToSecond(epochMs);
}

const INSTANT_LENGTH = 24;

/** What stands between an event's time and the first member of its detail. */
export const BEFORE_DETAIL = '","detail":{';

/** A text between quotes that stand already. */
export function writeText(buffer: ByteBuffer, text: string): void {
  if (!buffer.plain(text, PLAIN_JSON)) buffer.copy(bytesOf(escaped(text)));
}

/** `arn:aws:ecs:REGION:ACCOUNT:`, to be followed by a kind and a name. */
export function arnBeginning(region: string): string {
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return `arn:${partition}:ecs:${region}:${SIMULATED_ACCOUNT}:`;
}
