/** Writes the reference of the elements from their manifest, which is made from the comments of their classes. */
import { readElements, type ElementDescription } from '../read-elements.mjs';
import { code, heading, prose, table } from './markdown.js';

/** A member of a class in the manifest. */
interface Member {
  readonly kind: string;
  readonly name: string;
  readonly description?: string;
  readonly privacy?: string;
  readonly static?: boolean;
  readonly attribute?: string;
  readonly type?: { readonly text: string };
  readonly parameters?: readonly { readonly name: string }[];
}

/** A class in the manifest. */
interface Declaration {
  readonly tagName?: string;
  readonly description?: string;
  readonly members?: readonly Member[];
}

/** The manifest of the elements, as far as the page reads it. */
export interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

/** Members that the elements and their host share: nothing for pages. */
const OF_HOST = new Set([
  'host',
  'session',
  'fill',
  'mistakes',
  'message',
  'wait',
  'release',
  'present',
  'adoptedStyleSheets',
]);

/** Pictures of elements, in `docs/public/`. */
const PICTURES: Readonly<Record<string, readonly [file: string, says: string]>> = {
  'zephr-custom-block': ['walls/block.png', 'A custom block with a greeting and a link'],
  'zephr-paywall': ['walls/paywall-2.png', 'A paywall with two offers side by side'],
  'zephr-registration-wall': [
    'walls/register-fields.png',
    'A registration wall with an e-mail address, a password and a consent',
  ],
  'zephr-zone': ['walls/pop-up.png', 'A paywall in a dialog above the story'],
};

/** Writes the part of the page. */
export function writeElementsPage(manifest: Manifest): string {
  const classes = new Map(
    manifest.modules.flatMap(({ declarations }) => declarations).map((one) => [one.tagName, one]),
  );
  const [first, others] = [true, false].map((isFirst) =>
    readElements(manifest).filter(({ tag }) => (tag === 'zephr-feature') === isFirst),
  );
  return [...first!, ...others!].map((element) => writeElement(element, classes.get(element.tag)!)).join('\n');
}

function writeElement(element: ElementDescription, declaration: Declaration): string {
  const paragraphs = (declaration.description ?? '').split(/\n\s*\n/).map((text) => text.replace(/\s*\n\s*/g, ' '));
  const notes = paragraphs.map((text) =>
    text.replace(
      /^(Keyboard|Accessibility): (.)/,
      (_, name: string, first: string) => `**${name}.** ${first.toUpperCase()}`,
    ),
  );
  const picture = PICTURES[element.tag];
  const members = (declaration.members ?? []).filter(isPublic);
  return [
    heading(2, code(`<${element.tag}>`)),
    `${prose(element.summary)}\n`,
    ...notes.filter(Boolean).map((text) => `${prose(text)}\n`),
    ...(picture ? [`![${picture[1]}](/${picture[0]})\n`] : []),
    ...list(
      'Attributes',
      element.attributes.filter(({ isSet }) => !isSet),
      ATTRIBUTES,
    ),
    ...list(
      'Attributes that the element sets, for style sheets',
      element.attributes.filter(({ isSet }) => isSet),
      ATTRIBUTES,
    ),
    ...list(
      'Properties',
      members.filter(({ kind, attribute }) => kind === 'field' && attribute === undefined),
      [
        ['property', ({ name }) => code(name)],
        ['type', ({ type }) => (type ? code(type.text) : '')],
        ['meaning', ({ description = '' }) => description],
      ],
    ),
    ...list(
      'Methods',
      members.filter(({ kind }) => kind === 'method'),
      [
        ['method', ({ name, parameters = [] }) => code(`${name}(${parameters.map((one) => one.name).join(', ')})`)],
        ['meaning', ({ description = '' }) => description],
      ],
    ),
    ...list('Events', element.events, [
      ['event', ({ name }) => (/^zephr-/.test(name) ? `[${code(name)}](events.md#${name})` : code(name))],
      ['type', ({ type }) => code(type)],
      ['when', ({ description }) => description],
    ]),
    ...list('Slots', element.slots, [
      ['slot', ({ name }) => (name ? code(name) : '(without a name)')],
      ['content', ({ description }) => description],
    ]),
    ...list('Parts', element.parts, [
      ['part', ({ name }) => code(name)],
      ['meaning', ({ description }) => description],
    ]),
    ...list('Custom properties', element.properties, [
      ['property', ({ name }) => code(name)],
      ['default', ({ fallback }) => (fallback === undefined ? '' : code(fallback))],
      ['meaning', ({ description }) => description],
    ]),
  ].join('\n');
}

const TYPES = { text: 'text', json: 'JSON', number: 'number', boolean: 'without a value', choice: 'text' };

const ATTRIBUTES: Columns<ElementDescription['attributes'][number]> = [
  ['attribute', ({ name }) => code(name)],
  ['type', ({ kind }) => TYPES[kind]],
  ['default', ({ fallback }) => (fallback === undefined ? '' : code(fallback))],
  ['values', ({ choices }) => choices.map((choice) => code(choice)).join(', ')],
  [
    'meaning',
    ({ description }) => description.replace(' As an attribute: JSON.', '').replace(/; set by the \w+\.$/, '.'),
  ],
];

function isPublic({ name, privacy = 'public', static: isStatic }: Member): boolean {
  return privacy === 'public' && !isStatic && !OF_HOST.has(name) && !name.startsWith('_');
}

type Columns<Row> = Parameters<typeof table<Row>>[0];

function list<Row>(title: string, rows: readonly Row[], columns: Columns<Row>): readonly string[] {
  return rows.length > 0 ? [`**${title}**\n`, table(columns, rows)] : [];
}
