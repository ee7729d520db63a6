/**
 * The elements of zephr-onpage in JSX of Solid. It holds types only:
 *
 *   import type {} from 'zephr-onpage/jsx/solid';
 */
import type { JSX } from 'solid-js';
import type { ZephrElementAttributes } from './attributes.js';

/**
 * The elements, with their attributes and those that Solid knows of all. Solid sets values that change as properties of custom
 * elements; `attr:` sets the attribute.
 */
export type ZephrElements = {
  [Tag in keyof ZephrElementAttributes]: Omit<JSX.HTMLAttributes<HTMLElement>, keyof ZephrElementAttributes[Tag]> &
    Named<ZephrElementAttributes[Tag]>;
};

/** Attributes by name, or by `attr:` and name. A required one is set in one of both ways. */
type Named<Attributes> = Partial<Attributes> & {
  [Name in keyof Attributes as `attr:${Name & string}`]?: Attributes[Name] | undefined;
} & (Attributes extends { feature: string } ? { feature: string } | { 'attr:feature': string } : unknown);

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends ZephrElements {}
  }
}
