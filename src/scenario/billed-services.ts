/** What a scenario has of AWS's services that only the bill looks at; all of it is there for the whole run. */
export interface BilledServices {
  readonly webAcls: readonly WebAclSpec[];
  /** The rules of X-Ray, as they are asked: by priority, then by name; the default rule is the last. */
  readonly samplingRules: readonly SamplingRuleSpec[];
  /** Keys of KMS that somebody pays for by the month. */
  readonly kmsKeys: number;
  readonly buckets: readonly BucketSpec[];
  /** ARNs of secrets that a customer's key encrypts. */
  readonly kmsSecrets: readonly string[];
}

/** A scenario that says nothing of them. */
export const NO_BILLED_SERVICES: BilledServices = {
  webAcls: [],
  samplingRules: [],
  kmsKeys: 0,
  buckets: [],
  kmsSecrets: [],
};

/** A web ACL of WAF. */
export interface WebAclSpec {
  readonly name: string;
  /** Rules and rule groups of AWS. */
  readonly rules: number;
  /** Indexes into `loadBalancers`. */
  readonly loadBalancers: readonly number[];
}

/** How many of the requests that a rule is for are traced. */
export interface SamplingRuleSpec {
  readonly ruleName: string;
  /** With `*` and `?`. */
  readonly serviceName: string;
  /** Requests of each second that are traced before anything else. */
  readonly reservoir: number;
  /** Part of the others, 0 to 1. */
  readonly rate: number;
}

/** A bucket of S3. */
export interface BucketSpec {
  readonly name: string;
  readonly region: string;
  /** Bytes that lie in it from the start on. */
  readonly storedBytes: number;
  /** After so long what was put into it during the run expires; `null`: never. */
  readonly retentionMs: number | null;
  /** Requests to KMS for each object that is put or got. */
  readonly kmsPerObject: number;
}

/** What a request, or a task at its start, asks of AWS's services. */
export interface AwsCalls {
  readonly s3: readonly S3Calls[];
  /** Requests to KMS, those for objects of S3 aside. */
  readonly kmsRequests: number;
}

export interface S3Calls {
  /** Index into `buckets`. */
  readonly bucket: number;
  readonly puts: number;
  readonly gets: number;
  readonly bytesPerPut: number;
  readonly bytesPerGet: number;
}

/** Where a container's output goes, as far as somebody bills it. */
export type LogDestination =
  /** CloudWatch Logs; `region` is null in the scenario's own. */
  | { readonly kind: 'cloudwatch'; readonly group: string; readonly region: string | null }
  /** A bucket, in files of so many bytes that are put at the latest after so long. */
  | {
      readonly kind: 's3';
      readonly bucket: string;
      readonly region: string | null;
      readonly fileBytes: number;
      readonly fileMs: number;
    }
  /** Somewhere outside of AWS. */
  | { readonly kind: 'internet' };
