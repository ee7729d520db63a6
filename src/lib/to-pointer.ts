/** One step of a JSON pointer, `/` included (RFC 6901, section 3). */
export function toPointer(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
