import { isOfKind } from '../has-room.ts';
import type { DecodedConstraint, PlacementRequest, PlacementView, Requirements } from '../placement.ts';
import { constraintOf } from '../registry.ts';

/** Which instances are of the right kind and pass the constraints that never change: decided once, when they register. */
export class Allowed {
  byInstance: Uint8Array = new Uint8Array(64);
  private readonly requirements: Requirements;
  private readonly constraints: readonly DecodedConstraint[];

  constructor(requirements: Requirements, constraints: readonly DecodedConstraint[]) {
    this.requirements = requirements;
    this.constraints = constraints;
  }

  /** An instance has registered; what it is will not change. */
  add(view: PlacementView, request: PlacementRequest, instance: number): void {
    if (instance >= this.byInstance.length) {
      const larger = new Uint8Array(Math.max(instance + 1, this.byInstance.length * 2));
      larger.set(this.byInstance);
      this.byInstance = larger;
    }
    const passes =
      isOfKind(view.fleet, instance, this.requirements) &&
      this.constraints.every((constraint) =>
        constraintOf(constraint.type).allows(view, request, constraint, instance),
      );
    this.byInstance[instance] = passes ? 1 : 0;
  }
}
