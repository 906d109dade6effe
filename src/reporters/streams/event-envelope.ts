import { arnBeginningOf, SIMULATED_ACCOUNT } from '../../catalog/account.ts';
import { type ByteBuffer, bytesOf } from './byte-buffer.ts';
import { escaped, membersOf, PLAIN_JSON } from './json-field.ts';

/** An event up to the name of its one resource, whose ARN begins with `arn` (ecs: ). */
export function eventHead(detailType: string, region: string, arn: string): Uint8Array {
  const members = {
    version: '0',
    'detail-type': detailType,
    source: 'aws.ecs',
    account: SIMULATED_ACCOUNT,
    region,
  };
  return bytesOf(`{${membersOf(members)},"resources":["${escaped(arn)}`);
}

const ID_DIGITS = 12;
const ID = `00000000-0000-4000-8000-${'0'.repeat(ID_DIGITS)}`;
const BEFORE_ID = '"],"time":"0000-00-00T00:00:00Z","id":"';

/** From behind an event's resource into its detail: time and event id are still blank. */
export function eventMiddle(detail: string): Uint8Array {
  return bytesOf(`${BEFORE_ID}${ID}","detail":{${detail}`);
}

/**
 * Writes what `eventMiddle` has made, time and id filled in. The id counts the events of the run, so that the same run
 * gives the same ids; the time is cut to the second (ecs: ).
 */
export function writeMiddle(buffer: ByteBuffer, middle: Uint8Array, count: number, epochMs: number): void {
  const from = buffer.length;
  buffer.copy(middle);
  const { bytes } = buffer;
  buffer.instantAt(from + TIME_OFFSET, epochMs);
  // The instant has milliseconds, which end where the next member's name begins.
  for (let i = 0; i < BEHIND_SECONDS.length; i++) bytes[from + SECONDS_END + i] = BEHIND_SECONDS[i]!;
  buffer.digitsBefore(from + BEFORE_ID.length + ID.length, count, ID_DIGITS);
}

const TIME_OFFSET = BEFORE_ID.indexOf('0');
const SECONDS_END: number = BEFORE_ID.indexOf('Z');
const BEHIND_SECONDS: Uint8Array = bytesOf(BEFORE_ID.slice(SECONDS_END, TIME_OFFSET + 24));

/** A text between quotes that stand already. */
export function writeText(buffer: ByteBuffer, text: string): void {
  if (!buffer.plain(text, PLAIN_JSON)) buffer.copy(bytesOf(escaped(text)));
}

/** `arn:aws:ecs:REGION:ACCOUNT:`, to be followed by a kind and a name. */
export function arnBeginning(region: string): string {
  return arnBeginningOf('ecs', region);
}
