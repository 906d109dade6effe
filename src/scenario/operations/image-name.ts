/** `shop/web:41` and `shop/web@sha256:…` are `shop/web`; the colon of a registry's port stays. */
export function withoutTag(image: string): string {
  return image.replace(/@[^@]*$/, '').replace(/:[^:/]*$/, '');
}

/** Whether a container's image is the one that was named, with its tag or without; `null` names every one. */
export function isImage(named: string | null, image: string): boolean {
  return named === null || named === image || named === withoutTag(image);
}
