/** FOCUS's words for a service. */
export interface FocusService {
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  /** Who offers it, sends the invoice and runs it. */
  readonly provider: string;
}

/** The service behind what the bill calls a product: AWS's service code. */
export function focusService(product: string): FocusService {
  return SERVICES.get(product) ?? { ...COMPUTE_OTHER, name: product, provider: 'Other' };
}

/** Machines that AWS does not rent, at the price that the scenario names. */
const COMPUTE_OTHER = { category: 'Compute', subcategory: 'Other (Compute)' };
const NETWORKING = ['Networking', 'Other (Networking)'] as const;
const CONTAINERS = ['Compute', 'Containers'] as const;
const OBSERVABILITY = ['Management and Governance', 'Observability'] as const;
const SECURITY = ['Security', 'Other (Security)'] as const;

/** Where versions of FOCUS have different subcategories, the one for others: all of them know it. */
const SERVICES: ReadonlyMap<string, FocusService> = new Map(
  [
    aws('AmazonEC2', 'Amazon Elastic Compute Cloud', 'Compute', 'Virtual Machines'),
    aws('AWSFargate', 'AWS Fargate', ...CONTAINERS),
    aws('AmazonECS', 'Amazon Elastic Container Service', ...CONTAINERS),
    aws('AmazonECR', 'Amazon Elastic Container Registry', ...CONTAINERS),
    aws('AWSELB', 'Elastic Load Balancing', ...NETWORKING),
    aws('AmazonVPC', 'Amazon Virtual Private Cloud', ...NETWORKING),
    aws('AWSDataTransfer', 'AWS Data Transfer', ...NETWORKING),
    aws('AmazonRoute53', 'Amazon Route 53', ...NETWORKING),
    aws('AWSCloudMap', 'AWS Cloud Map', ...NETWORKING),
    aws('AmazonCloudWatch', 'Amazon CloudWatch', ...OBSERVABILITY),
    aws('AWSXRay', 'AWS X-Ray', ...OBSERVABILITY),
    aws(
      'AWSSystemsManager',
      'AWS Systems Manager',
      'Management and Governance',
      'Other (Management and Governance)',
    ),
    aws('AmazonS3', 'Amazon Simple Storage Service', 'Storage', 'Object Storage'),
    aws('AWSSecretsManager', 'AWS Secrets Manager', ...SECURITY),
    aws('awswaf', 'AWS WAF', ...SECURITY),
    aws('awskms', 'AWS Key Management Service', ...SECURITY),
  ].map(({ code, service }) => [code, service]),
);

function aws(
  code: string,
  name: string,
  category: string,
  subcategory: string,
): { readonly code: string; readonly service: FocusService } {
  return { code, service: { name, category, subcategory, provider: 'AWS' } };
}
