/** Writes a preview with its end into a text, for places that may hold a text for some time after its end. */
export function writeKeptPreview(preview: string, expiresAt: number): string {
  return `${Math.trunc(expiresAt)} ${preview}`;
}

/**
 * Reads what `writeKeptPreview` wrote.
 *
 * @param now - Milliseconds since 1970.
 * @returns The preview; `null` after its end, and for another text.
 */
export function readKeptPreview(text: string | null, now: number): string | null {
  const [, end, preview] = /^(\d+) ([^]*)$/.exec(text ?? '') ?? [];
  return preview !== undefined && Number(end) > now ? preview : null;
}
