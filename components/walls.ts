import './paywall/define.js';
import './registration-wall/define.js';
import { bare } from '../src/lib/bare.js';
import { isRecord } from '../src/lib/is-record.js';
import { own } from '../src/lib/own.js';
import type { ComponentConfig, Config } from '../src/model/config.js';
import type { ZephrElement } from './internal/zephr-element.js';
import type { TrialLeft } from '../src/model/decision.js';

/** A component of an outcome, ready to be shown. */
export interface WallPart {
  /** Id of the component in the config. */
  readonly id: string;
  /** Id of the feature that shows it. */
  readonly feature: string;
  readonly config: ComponentConfig;
  /** The outcome that shows it, for events. */
  readonly shownBy?: ZephrElement['shownBy'];
  /** Custom elements of the page that a custom block may hold. */
  readonly customElements?: Config['customElements'];
  /** The publisher's words for all walls. */
  readonly texts?: unknown;
  /** The trial that led to the outcome. */
  readonly trialLeft?: TrialLeft | null | undefined;
  /** Fills a template with the values of that trial. */
  readonly fill?: ((template: string) => string) | undefined;
  /** Level of a heading at the place of the wall. */
  readonly headingLevel?: number;
}

/** An element that reports when it is rendered. */
export type Wall = HTMLElement & { readonly updateComplete: Promise<unknown> };

/** The members that an element takes from the config: texts only if they are texts, other values as they are, for the element to read. */
interface WallKind {
  readonly tag: 'zephr-registration-wall' | 'zephr-paywall' | 'zephr-custom-block';
  readonly texts: readonly string[];
  readonly values: readonly string[];
}

const WALL = { texts: ['heading', 'text'], values: ['signIn', 'headingLevel'] };

const KINDS: ReadonlyMap<unknown, WallKind> = new Map<string, WallKind>([
  [
    'registration-wall',
    {
      tag: 'zephr-registration-wall',
      texts: [...WALL.texts, 'action', 'submit', 'button'],
      values: [...WALL.values, 'fields'],
    },
  ],
  ['paywall', { tag: 'zephr-paywall', texts: WALL.texts, values: [...WALL.values, 'offers', 'toggle', 'trial'] }],
  ['custom-block', { tag: 'zephr-custom-block', texts: ['html'], values: ['customElements'] }],
]);

/**
 * Makes the element of a component. A mistake in the config costs the reader only the piece that it is in: text of the
 * wrong type leaves the default, and invalid offers and fields are left out.
 *
 * @returns `null` for a type that is not a wall.
 */
export function createWall(part: WallPart): Wall | null {
  const kind = isRecord(part.config) ? KINDS.get(part.config.type) : undefined;
  return kind ? setWall(document.createElement(kind.tag), part) : null;
}

/** Sets the texts of an element of that type. The reader's input stays. */
export function setWall<Element extends HTMLElement>(
  element: Element,
  { id, feature, config, shownBy, customElements, texts: common, trialLeft = null, fill, headingLevel = 2 }: WallPart,
): Element {
  const { texts, values } = KINDS.get(config.type)!;
  const given: Readonly<Record<string, unknown>> = bare({ headingLevel, ...config, customElements });
  const properties: Record<string, unknown> = { component: id, feature, shownBy, trialLeft, fill };
  for (const name of texts) if (typeof given[name] === 'string') properties[name] = given[name];
  for (const name of values) if (given[name] !== undefined) properties[name] = given[name];
  properties['texts'] = { ...asRecord(common), ...asRecord(own(config, 'texts')) };
  return Object.assign(element, properties);
}

/**
 * Finds gaps that a wall works around, and that a publisher wants to know of: a field without a name, which is left out, and an
 * offer without a price.
 *
 * @returns Members of the component that are missing, as the end of a JSON pointer.
 */
export function findGaps(config: ComponentConfig): string[] {
  return Object.entries({ fields: 'name', offers: 'price' }).flatMap(([list, member]) =>
    [own(config, list) ?? []]
      .flat()
      .flatMap((item, index) => (typeof item === 'string' || own(item, member) ? [] : [`${list}/${index}/${member}`])),
  );
}

function asRecord(value: unknown): object {
  return isRecord(value) ? value : {};
}
