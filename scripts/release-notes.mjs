/**
 * Checks that a tag, the version of package.json and CHANGELOG.md agree, and prints the notes of that version.
 *
 *   node scripts/release-notes.mjs v0.1.0
 */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * Reads the notes of a release.
 *
 * @param {string} tag - Such as `v0.1.0`.
 * @param {string} version - The version of package.json.
 * @param {string} changelog - Markdown with a heading for each version, such as `## 0.1.0 – 2026-12-01`.
 * @returns {string} What is under the heading.
 * @throws {Error} Where they do not agree, with the place to mend.
 */
export function readReleaseNotes(tag, version, changelog) {
  if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, and package.json has version ${version}.`);
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/\s/, 1)[0] === version);
  if (!section) throw new Error(`CHANGELOG.md has no heading for ${version}.`);
  const [heading, ...lines] = section.split('\n');
  if (!/\d{4}-\d{2}-\d{2}$/.test(heading.trim())) {
    throw new Error(`CHANGELOG.md says "${heading.trim()}". Write the day of the release: "${version} – 2026-01-31".`);
  }
  const notes = lines.join('\n').trim();
  if (!notes) throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  return notes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const read = (name) => readFile(new URL(`../${name}`, import.meta.url), 'utf8');
  try {
    const { version } = JSON.parse(await read('package.json'));
    console.log(readReleaseNotes(process.argv[2] ?? '', version, await read('CHANGELOG.md')));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
