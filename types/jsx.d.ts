/**
 * The elements of zephr-onpage in JSX of React. It holds types only:
 *
 *   import type {} from 'zephr-onpage/jsx';
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** Attributes of `<zephr-feature>`. */
export interface ZephrFeatureAttributes extends DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement> {
  /** Id of the feature in the config. */
  feature: string;
  /** The article that a trial counts here: an address, or an id of the site's own. */
  item?: string | undefined;
  /** Nothing about the element changes until this is removed: React is yet to take over its markup. */
  'defer-hydration'?: boolean | '' | undefined;
  /** Gated content stays in the DOM, out of sight. */
  'keep-nodes'?: boolean | '' | undefined;
  /** A class: React sets `class` of custom elements as it is. */
  class?: string | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'zephr-feature': ZephrFeatureAttributes;
    }
  }
}
