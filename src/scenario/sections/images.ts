import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { withoutTag } from '../operations/image-name.ts';
import { amount, duration, integer, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

/** More is more than a disk writes. */
const MOST_LOG_BYTES = 1e9;

export const imagesSchema = z
  .record(
    text('the name of an image', 500),
    mapping({
      sizeMb: amount(false).optional().describe('Compressed megabytes, as the registry holds them.'),
      readyAfter: duration()
        .optional()
        .describe(
          "From a container's start until its health check, or that of a target group, passes; default 0.",
        ),
      runsFor: duration(1)
        .optional()
        .describe(
          "From a container's start to its end by itself; without it a container runs until its task ends, but one whose end others wait for ends after 5 s. The first essential container of a workload's tasks runs for its `duration`.",
        ),
      exitCode: integer(0, 255).optional().describe('Of that end; default 0.'),
      logBytesPerSecond: integer(0, MOST_LOG_BYTES)
        .optional()
        .describe('Bytes that a container of a RUNNING task logs each second; default 0.'),
    }),
    'a mapping of image names',
  )
  .describe('Images by name, with or without tag; the more exact name counts.');

export type ImagesSection = z.output<typeof imagesSchema>;

/** Gives sizes by image name, and knows which entries nobody asked for. */
export class ImageSizes {
  private readonly images: ImagesSection;
  private readonly defaultMb: number;
  private readonly used = new Set<string>();

  /** `defaultMb`: what an image has that is not described (`image.sizeMb` of the timings). */
  constructor(images: ImagesSection, defaultMb: number) {
    this.images = images;
    this.defaultMb = defaultMb;
  }

  /** Compressed megabytes. */
  sizeMb(image: string): number {
    return this.entry(image)?.sizeMb ?? this.defaultMb;
  }

  /** What the scenario says of an image: the entry with its tag, else the one without; undefined when it has none. */
  entry(image: string): ImagesSection[string] | undefined {
    const name = this.nameOf(image);
    if (name === null) return undefined;
    this.used.add(name);
    return this.images[name];
  }

  /** How the scenario spells the image that it says something of; null when it does not. */
  nameOf(image: string): string | null {
    return [image, withoutTag(image)].find((candidate) => Object.hasOwn(this.images, candidate)) ?? null;
  }

  /** Images that no container has are most likely misspelt. */
  warnOfUnused(findings: Findings): void {
    const unused = Object.keys(this.images).filter((name) => !this.used.has(name));
    if (unused.length === 0) return;
    findings.warn('images-not-used', `No container has these images: ${unused.join(', ')}.`, unused.length);
  }
}
