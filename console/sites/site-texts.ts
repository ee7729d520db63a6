/** The texts of a member that holds a text or a list of them. */
export function textsOf(value: unknown): readonly string[] {
  return [value].flat().filter((one) => typeof one === 'string');
}

/** Writes the groups of a site into a field: separated by commas, as JSON where a name has one. */
export function writeGroups(group: unknown): string {
  const names = textsOf(group);
  return names.some((name) => name.includes(',') || name.startsWith('[')) ? JSON.stringify(names) : names.join(', ');
}

/** Reads the groups of a site from a field: `undefined` without any, a text for one. */
export function readGroups(text: string): string | readonly string[] | undefined {
  const names = text.startsWith('[') ? readList(text) : text.split(',').map((name) => name.trim());
  const given = [...new Set(names.filter((name) => name !== ''))];
  return given.length > 1 ? given : given[0];
}

function readList(text: string): readonly string[] {
  try {
    return textsOf(JSON.parse(text));
  } catch {
    return [text];
  }
}
