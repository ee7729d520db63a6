/** Writes the reference of events from their types and from the classes of the elements. */
import { readElements } from '../read-elements.mjs';
import { code, heading, prose, table } from './markdown.js';
import type { Described, Sources } from './read-types.js';
import type { Manifest } from './write-elements-page.js';

const EVENTS = 'src/model/events.ts';

/** Where the type of a detail is described: its file, and the name of the interface. */
const DETAILS: Readonly<Record<string, readonly [file: string, name: string]>> = {
  Decision: ['src/model/decision.ts', 'Decision'],
  Identity: ['src/model/identity.ts', 'Identity'],
  Fault: ['src/model/fault.ts', 'Fault'],
  ZephrSubmitDetail: [EVENTS, 'ZephrSubmitDetail'],
  ZephrDismissDetail: [EVENTS, 'ZephrDismissDetail'],
  FormDataDetail: [EVENTS, 'FormDataDetail'],
  FormResponseDetail: [EVENTS, 'FormResponseDetail'],
};

/** Writes the part of the page. */
export function writeEventsPage(sources: Sources, manifest: Manifest): string {
  const events = sources.readInterface(EVENTS, 'ZephrEvents');
  const fired = readElements(manifest).flatMap(({ tag, events: ofElement }) =>
    ofElement.map((event) => ({ ...event, tag })),
  );
  const onElements = new Set(fired.map(({ name }) => name));
  return [
    heading(2, 'All events'),
    table(
      [
        ['event', ({ name }) => `[${code(name)}](#${name.replace('.', '-').toLowerCase()})`],
        ['fired on', ({ name }) => (onElements.has(name) ? 'an element' : 'the document')],
        ['cancelable', ({ text }) => (isCancelable(text) ? 'yes' : '')],
        ['when', ({ summary }) => summary.replace(CANCELABLE, '.')],
      ],
      events,
    ),
    ...events.map((event) => writeEvent(event, fired)),
    heading(2, 'Events of elements alone'),
    'They do not bubble, so a listener has to be on the element.\n',
    table(
      [
        ['event', ({ name }) => code(name)],
        ['element', ({ tag }) => `[${code(`<${tag}>`)}](elements.md#${tag})`],
        ['when', ({ description }) => description],
      ],
      fired.filter(({ name }) => !events.some((event) => event.name === name)),
    ),
    heading(2, 'Details'),
    ...Object.entries(DETAILS).flatMap(([title, [file, name]]) => [
      heading(3, code(title)),
      writeMembers(sources.readInterface(file, name)),
    ]),
  ].join('\n');
}

const CANCELABLE = /[;,] cancelable\.$/;

function isCancelable(text: string): boolean {
  return CANCELABLE.test(text);
}

function writeEvent(event: Described, fired: readonly { readonly name: string; readonly tag: string }[]): string {
  const elements = fired
    .filter(({ name }) => name === event.name)
    .map(({ tag }) => `[${code(`<${tag}>`)}](elements.md#${tag})`);
  const place =
    elements.length > 0
      ? `Fired on ${elements.join(', ')}; bubbles through shadow roots to the document and the window.`
      : 'Fired on the document; bubbles to the window.';
  return [
    heading(3, code(event.name)),
    `${prose(event.text.replace(CANCELABLE, '.'))}\n`,
    `${place} ${isCancelable(event.text) ? 'Cancelable.' : 'Not cancelable.'}\n`,
    writeDetail(event.type),
  ].join('\n');
}

function writeDetail(type: string): string {
  if (type in DETAILS) return `\`detail\`: [${code(type)}](#${type.toLowerCase()}).\n`;
  if (type.includes('never')) return '`detail` is an empty object.\n';
  return `\`detail\`: ${code(type.replaceAll(';', '; ').replace(/\s+/g, ' '))}\n`;
}

function writeMembers(members: readonly Described[]): string {
  return table(
    [
      ['member', ({ name, isOptional }) => code(isOptional ? `${name}?` : name)],
      ['type', ({ type }) => (/\b\w+Code\b/.test(type) ? '[a code](codes.md)' : code(type))],
      ['meaning', ({ text }) => text],
    ],
    members,
  );
}
