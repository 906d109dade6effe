import type { Findings } from '../../findings.ts';
import { stopTimeoutSeconds } from '../../operations/container-definition.ts';
import { ephemeralStorageGib } from '../../operations/register-task-definition.ts';
import { linuxShares } from '../../operations/task-limits.ts';
import type { Path } from '../../reading/problem.ts';
import type { TaskDefinitionSpec } from '../../scenario.ts';
import type { ImageSizes } from '../images.ts';
import type { TaskDefinitions } from '../task-definitions.ts';

/** Task definitions for what the rows of a trace do not say: families `trace`, `trace2` and so on, one container each. */
export class TraceDefinitions {
  private readonly definitions: TaskDefinitions;
  private readonly images: ImageSizes;
  private count = 0;

  constructor(definitions: TaskDefinitions, images: ImageSizes) {
    this.definitions = definitions;
    this.images = images;
  }

  /** Adds the one of the next trace; its image is called as its family, so that `images` can give it a size. */
  add(
    fargate: boolean,
    path: Path,
    findings: Findings,
  ): { readonly index: number; readonly spec: TaskDefinitionSpec } | null {
    this.count++;
    const family = this.count === 1 ? 'trace' : `trace${this.count}`;
    if (this.definitions.has(family)) {
      findings.add(
        path,
        `no other task definition of the family \`${family}\`, which the rows of this trace take`,
        'one',
      );
      return null;
    }
    return this.definitions.addSpec({
      family,
      revision: 1,
      need: { cpu: 0, memory: 0, gpu: 0 },
      networkMode: fargate ? 'awsvpc' : 'bridge',
      requiresCompatibilities: [fargate ? 'FARGATE' : 'EC2'],
      architecture: null,
      osFamily: null,
      hostPorts: [],
      ephemeralStorageGib: ephemeralStorageGib(undefined),
      containers: [
        {
          name: family,
          image: family,
          imageSizeMb: this.images.sizeMb(family),
          logs: null,
          secrets: [],
          essential: true,
          stopTimeoutMs: stopTimeoutSeconds({}) * 1000,
          life: null,
        },
      ],
      placementConstraints: [],
      // A row's size says more: on Fargate it is the limit, on an instance its CPU is a share.
      limits: { cpu: null, cpuShares: linuxShares(0), memory: null },
    });
  }
}
