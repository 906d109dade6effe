/** Products as the bill spells them, in people's words; others stand as they are. */
const NAMES: Readonly<Record<string, string>> = {
  AmazonEC2: 'EC2',
  // What a scenario prices itself.
  Other: 'instances at stated prices',
  AWSFargate: 'Fargate',
  AWSELB: 'load balancing',
  AmazonVPC: 'addresses and VPC',
  AmazonCloudWatch: 'CloudWatch',
  AmazonECR: 'ECR',
  AmazonECS: 'ECS',
  AmazonSQS: 'SQS',
  AmazonRoute53: 'Route 53',
  AWSDataTransfer: 'data transfer',
};

/** The product's name for a sentence or a legend. */
export function productName(product: string): string {
  return Object.hasOwn(NAMES, product) ? NAMES[product]! : product;
}
