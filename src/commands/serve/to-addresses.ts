/** Reads the addresses of Redis from an option: one, or those of a cluster with commas between them. */
export function toAddresses(text: string): string | readonly string[] {
  return text.includes(',') ? text.split(',') : text;
}
