const VARIABLE_WITH_DEFAULT = /\$\{\w+:-([^}]*)\}/g;

/** @returns why an image is not the same tomorrow, or null */
export function faultOfImage(reference: string): string | null {
  const image = reference.replaceAll(VARIABLE_WITH_DEFAULT, '$1');
  if (/\$\{?\w/.test(image)) return `${reference} names no version`;
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return null;
  const tag = /:([\w.-]+)$/.exec(image.slice(image.lastIndexOf('/') + 1))?.[1];
  if (tag === undefined) return `${reference} has no tag`;
  // At least two numbers: `18` or `alpine` is something else next month.
  return /\d+\.\d+/.test(tag) ? null : `${reference} has a tag that moves`;
}
