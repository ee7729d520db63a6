import { readFile } from 'node:fs/promises';
import type { BuiltPart, Parts, PartWithText } from './built-part.js';

/**
 * Reads the built files that the package ships for pages.
 *
 * @param folder - `dist/`, as an address that ends with a slash.
 * @throws {Error} Where a file is missing, or is not of the same build as the others.
 */
export async function readParts(folder: URL): Promise<Parts> {
  const map = JSON.parse(await readFile(new URL('parts.json', folder), 'utf8')) as Readonly<Record<string, BuiltPart>>;
  const parts = await Promise.all(
    Object.entries(map).map(async ([file, part]): Promise<[string, PartWithText]> => {
      const text = await readFile(new URL(part.path, folder), 'utf8');
      if (text.length !== part.length) throw new Error(`${part.path} is not of the same build`);
      return [file, { ...part, text }];
    }),
  );
  return Object.fromEntries(parts);
}
