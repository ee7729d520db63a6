/**
 * Which packages a built file holds, and what their licences ask of a file that is passed on. The comment in each file
 * (rollup.config.mjs), the notices and the bill of materials (scripts/write-notices.mjs, scripts/write-sbom.mjs) are made from it.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Packages that others ship inside files of their own, where no bundler sees them. */
const EMBEDDED = { '@dagrejs/dagre': ['@dagrejs/graphlib'] };

/** The name of the file of notices that is beside each built file that needs one. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** The first comment of a file for pages that holds code of packages. Minifiers and bundlers keep comments of this form. */
export const POINTER = `/*! see ${NOTICES} */`;

/**
 * A package whose code is in a built file.
 *
 * @typedef {object} HeldPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license - An SPDX expression.
 * @property {string} source - Address of its source code.
 * @property {string} text - Its licence, as it ships it.
 */

/**
 * Finds the packages whose code is in a bundled file: a module of which nothing is left does not count.
 *
 * @param {Readonly<Record<string, { renderedLength: number }>>} modules - As rollup lists the modules of a file.
 * @returns {string[]} Names, sorted.
 */
export function findHeldPackages(modules) {
  const held = Object.entries(modules)
    .filter(([, { renderedLength }]) => renderedLength > 0)
    .flatMap(([id]) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1] ?? [])
    .map((name) => name.replace('\\', '/'));
  return [...new Set(held.flatMap((name) => [name, ...(EMBEDDED[name] ?? [])]))].sort();
}

/**
 * Reads what there is to know about a package.
 *
 * @param {string} root - Folder of the repository.
 * @param {string} name
 * @returns {HeldPackage}
 * @throws {Error} Where the package has no file with its licence.
 */
export function readHeldPackage(root, name) {
  const folder = resolve(root, 'node_modules', name);
  const { version, license, repository } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry));
  if (!file || typeof license !== 'string') throw new Error(`${name} does not say under which licence it is.`);
  return { name, version, license, source: toAddress(repository), text: readFileSync(resolve(folder, file), 'utf8') };
}

/** The address of a repository, which packages write in many ways. */
function toAddress(repository) {
  const url = typeof repository === 'string' ? repository : repository.url;
  return /^[\w.-]+\/[\w.-]+$/.test(url)
    ? `https://github.com/${url}`
    : url.replace(/^(git\+)?(git|https?):/, 'https:').replace(/\.git$/, '');
}
