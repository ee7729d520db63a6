/**
 * The elements of zephr-onpage in JSX of Preact. It holds types only:
 *
 *   import type {} from 'zephr-onpage/jsx/preact';
 */
import type { HTMLAttributes } from 'preact';
import type { ZephrElementAttributes } from './attributes.js';

/** The elements, with their attributes and those that Preact knows of all. */
export type ZephrElements = {
  [Tag in keyof ZephrElementAttributes]: Omit<HTMLAttributes<HTMLElement>, keyof ZephrElementAttributes[Tag]> &
    ZephrElementAttributes[Tag];
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends ZephrElements {}
  }
}
