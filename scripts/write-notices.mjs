/** Writes the notices of the packages whose code is in built files. */
import { NOTICES } from './held-packages.mjs';

const LINE = '='.repeat(80);

/**
 * Writes the notices for the files of a folder. `zephr bundle` reads them (src/commands/bundle/pick-notices.ts): each part begins
 * after a line of `=`, and its first line names its packages.
 *
 * @param {readonly import('./held-packages.mjs').HeldPackage[]} packages
 * @param {(name: string) => readonly string[]} filesOf - The files that hold a package.
 */
export function writeNotices(packages, filesOf) {
  const parts = new Map();
  for (const held of packages) {
    const key = JSON.stringify([held.text, held.source, filesOf(held.name)]);
    parts.set(key, [...(parts.get(key) ?? []), held]);
  }
  const texts = [...parts.values()].map((alike) => writePart(alike, filesOf(alike[0].name)));
  return [INTRODUCTION, ...texts].join(`\n${LINE}\n`);
}

const INTRODUCTION = `Third-party notices

zephr-onpage is under the MIT licence. Some of its files hold code of the packages below, each under the licence
that follows its name. Keep this file beside them where you publish them: they refer to it by its name,
${NOTICES}.
`;

function writePart(alike, files) {
  const [{ license, source, text }] = alike;
  return [
    alike.map(({ name, version }) => `${name} ${version}`).join(', '),
    `Licence: ${license}`,
    `Source: ${source}`,
    `In: ${files.join(', ')}`,
    '',
    text.trim().replace(/\r\n/g, '\n'),
    '',
  ].join('\n');
}
