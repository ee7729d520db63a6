/** Writes the reference of `window.Zephr`, of the script tag and of the doors, from their types. */
import { readFileSync } from 'node:fs';
import { doors } from '../chunks.mjs';
import { code, heading, prose, table } from './markdown.js';
import { readMembers, type Described, type Exported, type Sources } from './read-types.js';

/** A door, as an import names it. */
export interface Door {
  readonly name: string;
  readonly source: string;
  readonly holds: string;
}

/** The doors with types, as package.json exports them. */
export function findDoors(): readonly Door[] {
  const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    exports: Readonly<Record<string, { readonly types?: string } | string>>;
  };
  const exported = Object.entries(exports);
  return doors.flatMap(({ source, types, holds }) => {
    const found = exported.find(([, target]) => typeof target === 'object' && target.types === `./dist/${types}`);
    return types === undefined || !found ? [] : [{ name: `zephr-onpage${found[0].slice(1)}`, source, holds }];
  });
}

/** Sources that the page reads beside the doors. */
export const PAGE_SOURCES = ['src/page/zephr.ts', 'src/page/config/config-tag.ts', 'src/visit/visit.ts'];

/** Interfaces whose members are options that a caller sets. */
const OPTIONS = /(?:Options|Props|Ports)$|^RateLimit$/;

/** Writes the part of the page. */
export function writeJavascriptPage(sources: Sources): string {
  const members = sources.readInterface('src/page/zephr.ts', 'Zephr');
  return [
    heading(2, '`window.Zephr`'),
    table(
      [
        ['member', (member) => code(callOf(member))],
        ['meaning', ({ text }) => text],
      ],
      members,
    ),
    heading(2, 'The script tag'),
    'Attributes of `<script src="…/zephr.js">`.\n',
    table(
      [
        ['attribute', ({ name }) => code(toAttribute(name))],
        ['meaning', ({ text }) => text],
      ],
      sources.readInterface('src/page/config/config-tag.ts', 'ConfigTag'),
    ),
    ...findDoors().map((door) => writeDoor(door, sources)),
  ].join('\n');
}

/** `data-config-key` for `configKey`. */
export function toAttribute(name: string): string {
  return `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function callOf({ name, parameters }: Described): string {
  return parameters ? `${name}(${parameters.join(', ')})` : name;
}

/** Whether a type is part of the config, which has a page of its own. */
function isOfConfig({ declaration }: Exported): boolean {
  return declaration.getSourceFile().fileName.endsWith('/config-types.ts');
}

function writeDoor({ name, source, holds }: Door, sources: Sources): string {
  const exported = sources.readExports(source);
  const values = exported.filter(({ kind }) => kind !== 'type');
  const types = exported.filter((one) => one.kind === 'type' && !isOfConfig(one));
  const options = types.filter((one) => OPTIONS.test(one.name));
  return [
    heading(2, code(name)),
    `${prose(upperFirst(holds))}. [Every type of it](${apiPage(name)}).\n`,
    writeExports('export', values),
    ...options.flatMap((one) => writeOptions(one, name)),
    `**Types**: ${listTypes(types)}${exported.some(isOfConfig) ? ', and those of [the config](config.md)' : ''}.\n`,
  ].join('\n');
}

/** Lists the names of types, with a pause where a sentence would be too long. */
function listTypes(types: readonly Exported[]): string {
  const names = types.map((one) => code(one.name));
  const parts = Array.from({ length: Math.ceil(names.length / 20) }, (_, part) =>
    names.slice(20 * part, 20 * (part + 1)),
  );
  return parts.map((part) => part.join(', ')).join('; ');
}

function writeExports(head: string, exported: readonly Exported[]): string {
  return table(
    [
      [head, (one) => code(callOf(one))],
      ['kind', ({ kind }) => kind],
      ['meaning', ({ summary }) => summary],
    ],
    exported,
  );
}

function writeOptions({ name, declaration }: Exported, door: string): readonly string[] {
  const members = readMembers(declaration);
  return members.length > 0
    ? [
        heading(3, `${code(name)} of ${code(door)}`),
        table(
          [
            ['member', (member: Described) => code(member.isOptional ? `${member.name}?` : member.name)],
            ['type', ({ type }) => code(type.replace(/ \| undefined$/, ''))],
            ['meaning', ({ text }) => text],
          ],
          members,
        ),
      ]
    : [];
}

/** The page that typedoc writes of a door. */
function apiPage(name: string): string {
  return `api/${name.split('/')[1] ?? 'page'}.md`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
