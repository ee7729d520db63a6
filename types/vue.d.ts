/**
 * The elements of zephr-onpage in templates of Vue. It holds types only:
 *
 *   import type {} from 'zephr-onpage/types/vue';
 */
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { ZephrElementAttributes } from './attributes.js';

/** A name as Vue's compiler looks for it: a template's `keep-nodes` is `keepNodes` there. */
type CamelCase<Name> = Name extends `data-${string}`
  ? Name
  : Name extends `${infer Start}-${infer End}`
    ? `${Start}${Capitalize<CamelCase<End>>}`
    : Name;

/** The elements, with their attributes and those that Vue knows of all. */
export type ZephrElements = {
  [Tag in keyof ZephrElementAttributes]: DefineComponent<
    Omit<HTMLAttributes, keyof ZephrElementAttributes[Tag]> & {
      [Name in keyof ZephrElementAttributes[Tag] as CamelCase<Name>]: ZephrElementAttributes[Tag][Name];
    }
  >;
};

declare module 'vue' {
  interface GlobalComponents extends ZephrElements {}
}
