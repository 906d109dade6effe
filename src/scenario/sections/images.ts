import * as z from 'zod';
import type { Findings } from '../findings.ts';
import { amount, text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

export const imagesSchema = z
  .record(
    text('the name of an image', 500),
    mapping({ sizeMb: amount(false).describe('Compressed megabytes, as the registry holds them.') }),
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
    const name = [image, withoutTag(image)].find((candidate) => Object.hasOwn(this.images, candidate));
    if (name === undefined) return this.defaultMb;
    this.used.add(name);
    return this.images[name]!.sizeMb;
  }

  /** Images that no container has are most likely misspelt. */
  warnOfUnused(findings: Findings): void {
    const unused = Object.keys(this.images).filter((name) => !this.used.has(name));
    if (unused.length === 0) return;
    findings.warn('images-not-used', `No container has these images: ${unused.join(', ')}.`, unused.length);
  }
}

/** `shop/web:41` and `shop/web@sha256:…` are `shop/web`; the colon of a registry's port stays. */
function withoutTag(image: string): string {
  return image.replace(/@[^@]*$/, '').replace(/:[^:/]*$/, '');
}
