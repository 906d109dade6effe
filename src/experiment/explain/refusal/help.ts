import type { Resources } from '../../../scenario/scenario.ts';

/** A change by which the task would have been placed at this moment; each has been tried on a copy. */
export type Help =
  /** So much more left on an instance: CPU units, MiB, GPUs, network interfaces. */
  | ({
      readonly kind: 'room';
      readonly containerInstance: string;
      readonly networkInterfaces: number;
    } & Resources)
  /** The end of one task that is there, and what that task needs. */
  | ({
      readonly kind: 'end';
      readonly task: string;
      readonly containerInstance: string;
      /** Whether it is ending already. */
      readonly isEnding: boolean;
      readonly networkInterfaces: number;
    } & Resources)
  /** One more instance like one that is there, in one of the zones; of its type, if it has one. */
  | {
      readonly kind: 'instance';
      readonly instanceType: string | null;
      readonly like: string;
      readonly availabilityZones: readonly string[];
    }
  /** No such constraint: so many instances have it as their only cause. */
  | {
      readonly kind: 'constraint';
      readonly constraint: 'distinctInstance' | 'memberOf';
      readonly expression: string | null;
      readonly instances: number;
    }
  /** The agent of an instance connected. */
  | { readonly kind: 'agent'; readonly containerInstance: string }
  /** Nothing short of a larger instance: the most that one registers is less than the task needs. */
  | {
      readonly kind: 'larger';
      readonly resource: 'cpu' | 'memory' | 'gpu';
      readonly needs: number;
      readonly most: number;
    };
