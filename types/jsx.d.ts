/**
 * The elements of zephr-onpage in JSX of React. It holds types only:
 *
 *   import type {} from 'zephr-onpage/jsx';
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ZephrElementAttributes } from './attributes.js';

/** The elements, with their attributes and those that React knows of all. React 18 sets `class` of custom elements, not `className`. */
export type ZephrElements = {
  [Tag in keyof ZephrElementAttributes]: Omit<
    DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>,
    keyof ZephrElementAttributes[Tag]
  > &
    ZephrElementAttributes[Tag] & { class?: string | undefined };
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends ZephrElements {}
  }
}
