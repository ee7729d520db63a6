/** The line between the parts of a file of notices (`scripts/write-notices.mjs`). */
const LINE = `\n${'='.repeat(80)}\n`;

/** How a file of notices begins. */
const TITLE = 'Third-party notices';

/** Whether a text is a file of notices, of any version. */
export function isNotices(text: string): boolean {
  return text.startsWith(TITLE);
}

/**
 * Picks the notices of some packages out of those of all files for pages.
 *
 * @param text - A file of notices, as the build writes it.
 * @param packages - Names.
 * @throws {Error} Where a package has none.
 */
export function pickNotices(text: string, packages: readonly string[]): string {
  const parts = text.split(LINE).slice(1);
  const isOf = (part: string, name: string): boolean =>
    part
      .slice(0, part.indexOf('\n'))
      .split(', ')
      .some((one) => one.startsWith(`${name} `));
  const missing = packages.find((name) => !parts.some((part) => isOf(part, name)));
  if (missing !== undefined) throw new Error(`there is no notice of ${missing}`);
  const picked = parts.filter((part) => packages.some((name) => isOf(part, name)));
  // Which files of the package hold it says nothing about the bundle.
  return [`${TITLE}\n`, ...picked.map((part) => part.replace(/^In: .*\n/m, ''))].join(LINE);
}
