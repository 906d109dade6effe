import { nameOf } from '../../names.ts';

/**
 * What a reference to a target group or a load balancer names: `arn:aws:elasticloadbalancing:…:targetgroup/web/73e2d6bc` and
 * `…:loadbalancer/app/web/50dc6c49` are `web`, because an ELB ARN ends in an id of its own.
 */
export function elbName(reference: string): string {
  const [, name] = /^arn:.*:(?:targetgroup|loadbalancer\/(?:app|net|gwy))\/([^/]+)/i.exec(reference) ?? [];
  return name ?? nameOf(reference);
}

/** Whether an ARN is that of a Network Load Balancer. */
export function isNetworkBalancer(arn: string): boolean {
  return /^arn:.*:loadbalancer\/net\//i.test(arn);
}

/** The name in a metric's dimension or a resource label: `app/shop/50dc6c49/targetgroup/web/73e2d6bc` is of target group `web`. */
export function targetGroupIn(label: string): string {
  const [, name] = /(?:^|[:/])targetgroup\/([^/]+)/i.exec(label) ?? [];
  return name ?? elbName(label);
}

/** The same of a load balancer: `app/shop/50dc6c49` is `shop`. */
export function loadBalancerIn(label: string): string {
  const [, name] = /^(?:app|net|gwy)\/([^/]+)/i.exec(label) ?? [];
  return name ?? elbName(label);
}
