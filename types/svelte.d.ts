/**
 * The elements of zephr-onpage in markup of Svelte. It holds types only:
 *
 *   import type {} from 'zephr-onpage/types/svelte';
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { ZephrElementAttributes } from './attributes.js';

/** The elements, with their attributes and those that Svelte knows of all. */
export type ZephrElements = {
  [Tag in keyof ZephrElementAttributes]: Omit<HTMLAttributes<HTMLElement>, keyof ZephrElementAttributes[Tag]> &
    ZephrElementAttributes[Tag];
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends ZephrElements {}
}
