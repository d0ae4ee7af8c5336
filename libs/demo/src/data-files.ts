import { fileURLToPath } from 'node:url';

/** A file of this package's `data` folder, seen from the compiled code. */
export function dataFile(name: string): string {
  return fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
}

/** One of the NIST parts that the geometry engine keeps as golden files. */
export function partFile(name: string): string {
  return fileURLToPath(new URL(`../../../engines/geometry/golden/parts/${name}`, import.meta.url));
}
