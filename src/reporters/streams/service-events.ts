import {
  DEPLOYMENT_CHANGES,
  type DeploymentChange,
  SERVICE_ACTIONS,
  type ServiceAction,
} from '../../events/service-news.ts';
import { formatInstant } from '../../units/calendar.ts';
import type { ByteBuffer } from './byte-buffer.ts';
import { arnBeginning, eventHead, eventMiddle, writeMiddle } from './event-envelope.ts';
import { membersOf } from './json-field.ts';

/** An event that waits until its instant is over. */
interface HeldEvent {
  readonly at: number;
  readonly head: Uint8Array;
  readonly middle: Uint8Array;
}

/**
 * Writes Service Actions and Deployment State Changes (ecs: ). They come behind all events of tasks and
 * container instances of their instant (ecs: ), so they are held until it is over. A service is `cluster/name`.
 */
export class ServiceEvents {
  private readonly buffer: ByteBuffer;
  private readonly startMs: number;
  private readonly arns: string;
  private readonly region: string;
  private readonly held: HeldEvent[] = [];

  constructor(buffer: ByteBuffer, startMs: number, region: string) {
    this.buffer = buffer;
    this.startMs = startMs;
    this.arns = arnBeginning(region);
    this.region = region;
  }

  action(at: number, service: string, action: ServiceAction): void {
    const { eventName, reason, desiredCount, tasks, capacityProviders } = action;
    const cluster = service.slice(0, service.lastIndexOf('/'));
    this.hold(at, 'ECS Service Action', service, {
      eventType: SERVICE_ACTIONS[eventName],
      eventName,
      clusterArn: `${this.arns}cluster/${cluster}`,
      capacityProviderArns: capacityProviders?.map((name) => `${this.arns}capacity-provider/${name}`),
      taskArns: tasks?.map((id) => `${this.arns}task/${cluster}/${id}`),
      desiredCount,
      reason,
      createdAt: formatInstant(this.startMs + at),
    });
  }

  deployment(at: number, service: string, { eventName, deploymentId, reason }: DeploymentChange): void {
    this.hold(at, 'ECS Deployment State Change', service, {
      eventType: DEPLOYMENT_CHANGES[eventName],
      eventName,
      deploymentId,
      updatedAt: formatInstant(this.startMs + at),
      reason,
    });
  }

  /** The instant of those that are held, or Infinity. */
  get firstAt(): number {
    return this.held[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Writes those that are held, `count` events of the run being before them; gives how many there are then. */
  write(count: number): number {
    const { held, buffer, startMs } = this;
    for (const [i, { at, head, middle }] of held.entries()) {
      buffer.copy(head);
      writeMiddle(buffer, middle, count + i + 1, startMs + at);
    }
    const written = count + held.length;
    held.length = 0;
    return written;
  }

  private hold(at: number, detailType: string, service: string, detail: Record<string, unknown>): void {
    const arn = `${this.arns}service/${service}`;
    const middle = eventMiddle(`${membersOf(detail)}}}\n`);
    this.held.push({ at, head: eventHead(detailType, this.region, arn), middle });
  }
}
