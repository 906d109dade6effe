/** Prices of what is bought beforehand, as a user's catalogue has them. */

const KINDS = ['Compute', 'EC2Instance', 'standard', 'convertible'] as const;
const TERMS = ['1y', '3y'] as const;
const PAYMENTS = ['NoUpfront', 'PartialUpfront', 'AllUpfront'] as const;

/** What is bought: a Savings Plan, or Reserved Instances of a class; how, and for how long. */
export interface CommitmentOffer {
  readonly kind: (typeof KINDS)[number];
  readonly term: (typeof TERMS)[number];
  readonly payment: (typeof PAYMENTS)[number];
}

/**
 * `commitment.Compute.1y.NoUpfront:m5.large`: an hour of an instance type, of `m5.large/Windows` or of a part of Fargate
 * such as `fargate.vcpuHour/X86_64`; an upfront payment is spread over the term.
 */
export type CommitmentPriceId = `commitment.${string}:${string}`;

export function commitmentPriceId({ kind, term, payment }: CommitmentOffer, sku: string): CommitmentPriceId {
  return `commitment.${kind}.${term}.${payment}:${sku}`;
}

const ID = new RegExp(
  `^commitment\\.(?:${KINDS.join('|')})\\.(?:${TERMS.join('|')})\\.(?:${PAYMENTS.join('|')}):` +
    '(?:[a-z0-9-]+\\.[a-z0-9-]+(?:/Windows)?|fargate\\.(?:vcpuHour|gbHour)/(?:X86_64|ARM64))$',
);

export function isCommitmentPriceId(text: string): text is CommitmentPriceId {
  return ID.test(text);
}

/** `No Upfront` and `NoUpfront`; `null`: none of AWS's ways to pay. */
export function paymentOf(text: unknown): CommitmentOffer['payment'] | null {
  const word = String(text).replaceAll(' ', '');
  return PAYMENTS.find((payment) => payment === word) ?? null;
}
