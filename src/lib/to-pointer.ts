/** One step of a JSON pointer, `/` included (RFC 6901, section 3). */
export function toPointer(name: string | number): string {
  const text = `/${name}`;
  // Few names need it, and every node of a config asks.
  return text.lastIndexOf('/') || text.includes('~')
    ? `/${text.slice(1).replaceAll('~', '~0').replaceAll('/', '~1')}`
    : text;
}
