import { FLUENT_BIT_FILE } from '../../catalog/s3-defaults.ts';
import { parseDuration } from '../../units/duration.ts';
import type { LogDestination } from '../billed-services.ts';

/** Options of a log driver, as a task definition has them. */
export type LogOptions = Readonly<Record<string, string>>;

/** Why a driver's options say nothing that can be billed: which one, and what is expected of it. */
export interface OptionProblem {
  readonly key: string;
  readonly expected: string;
}

/** What stays on the instance, or in the VPC, costs nothing. */
const NOWHERE = null;
const INTERNET: LogDestination = { kind: 'internet' };

/** Plugins of Fluent Bit whose bytes stay where they are. */
const LOCAL_PLUGINS: readonly string[] = ['null', 'stdout', 'file'];
/** Those that send to a host, by default one on the internet. */
const HOSTED: readonly string[] = ['datadog', 'nrlogs', 'newrelic'];
/** The same, by default to the task itself. */
const HOSTS: readonly string[] = [
  'http',
  'es',
  'opensearch',
  'splunk',
  'loki',
  'forward',
  'gelf',
  'syslog',
  'tcp',
];

/** Where what a driver is given goes; `region`: the scenario's. */
export function logDestination(driver: string, options: LogOptions): LogDestination | null | OptionProblem {
  switch (driver) {
    case 'awslogs':
      return {
        kind: 'cloudwatch',
        group: options['awslogs-group'] ?? '',
        region: options['awslogs-region'] ?? null,
      };
    case 'awsfirelens':
      return firelensDestination(lowerCased(options));
    case 'splunk':
      return hostDestination(options['splunk-url'] ?? null, INTERNET);
    case 'fluentd':
    case 'gelf':
    case 'syslog':
      return hostDestination(options[`${driver}-address`] ?? null, NOWHERE);
    default:
      return NOWHERE;
  }
}

/** Fluent Bit's own words: an option `Name` with the plugin, and the plugin's options. */
function firelensDestination(options: LogOptions): LogDestination | null | OptionProblem {
  const plugin = options['name']?.toLowerCase() ?? '';
  const region = options['region'] ?? null;
  if (plugin === 'cloudwatch' || plugin === 'cloudwatch_logs')
    return { kind: 'cloudwatch', group: options['log_group_name'] ?? '', region };
  if (plugin === 's3') return bucketDestination(options, region);
  if (LOCAL_PLUGINS.includes(plugin)) return NOWHERE;
  if (HOSTED.includes(plugin)) return hostDestination(options['host'] ?? null, INTERNET);
  if (HOSTS.includes(plugin)) return hostDestination(options['host'] ?? null, NOWHERE);
  return {
    key: 'Name',
    expected: `the output plugin that the logs go to, one of ${[
      'cloudwatch_logs',
      's3',
      ...HOSTED,
      ...HOSTS,
      ...LOCAL_PLUGINS,
    ].join(', ')}`,
  };
}

function bucketDestination(options: LogOptions, region: string | null): LogDestination | OptionProblem {
  const { bucket, total_file_size: size, upload_timeout: timeout } = options;
  if (bucket === undefined) return { key: 'bucket', expected: 'the name of a bucket' };
  const fileBytes = size === undefined ? FLUENT_BIT_FILE.bytes : bytesOf(size);
  if (fileBytes === null) return { key: 'total_file_size', expected: 'a size such as 50M' };
  const fileMs = timeout === undefined ? FLUENT_BIT_FILE.ms : parseDuration(timeout);
  if (fileMs === null || fileMs === 0) return { key: 'upload_timeout', expected: 'a time such as 10m' };
  return { kind: 's3', bucket, region, fileBytes, fileMs };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** Fluent Bit's sizes: `50M`; `null`: it is none. */
function bytesOf(size: string): number | null {
  const [, digits, unit = ''] = /^(\d{1,12})([kmg]?)b?$/i.exec(size) ?? [];
  const bytes = Number(digits) * UNITS[unit.toLowerCase()]!;
  return bytes > 0 ? bytes : null;
}

/** Out into the internet, unless the host is one of the VPC; `none`: where no host is named. */
function hostDestination(address: string | null, none: LogDestination | null): LogDestination | null {
  if (address === null) return none;
  const host = address.replace(/^[a-z+-]+:\/\//i, '').replace(/[:/].*$/, '');
  return isPrivate(host) ? NOWHERE : INTERNET;
}

/** Private addresses, names without a dot, and those that only the VPC knows; empty: a socket of the instance. */
function isPrivate(host: string): boolean {
  if (/^(?:127|10)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\./.test(host)) return true;
  return !host.includes('.') || /\.(?:local|internal)$/i.test(host);
}

function lowerCased(options: LogOptions): LogOptions {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key.toLowerCase(), value]));
}
