import {
  createElement,
  forwardRef,
  useMemo,
  useSyncExternalStore,
  type ForwardRefExoticComponent,
  type HTMLAttributes,
  type ReactNode,
  type RefAttributes,
} from 'react';
import type { Decision } from './model/decision.js';
import type { DecideOptions } from './visit/visit.js';
import { createDecisionStore, createZephrStore, WAITING } from './wrappers/page-store.js';
import type { ZephrState } from './wrappers/zephr-state.js';

export type { ZephrState };

/** Props of `<ZephrFeature>`, and those of any element. */
export interface ZephrFeatureProps extends HTMLAttributes<HTMLElement> {
  /** Id of the feature in the config. */
  readonly feature: string;
  /** The article that a trial counts here: an address, or an id of the site's own. */
  readonly item?: string | undefined;
  /** Shows or hides the content while the config cannot be loaded. Default: as the script tag says. */
  readonly fallback?: 'show' | 'hide' | undefined;
  /** Gated content stays in the DOM, out of sight. */
  readonly keepNodes?: boolean | undefined;
  /** The content is in the page as ciphertext: a `<script type="application/jose">` among the children. */
  readonly sealed?: boolean | undefined;
  /** Address of the content that a server withholds. */
  readonly src?: string | undefined;
  /** The gated content. A child with `slot="<component id>"` takes the place of that component. */
  readonly children?: ReactNode;
}

const isHydrating = (): boolean => true;
const isHydrated = (): boolean => false;
const never = (): (() => void) => () => undefined;
const getNull = (): null => null;
const getWaiting = (): ZephrState => WAITING;

/**
 * Shows its children to readers who may see them, and a wall to the others: `<zephr-feature>` for React. Markup of a server
 * is left as it is until React has taken it over.
 *
 * @example <ZephrFeature feature="articles">{story}</ZephrFeature>
 */
export const ZephrFeature: ForwardRefExoticComponent<ZephrFeatureProps & RefAttributes<HTMLElement>> = forwardRef<
  HTMLElement,
  ZephrFeatureProps
>(function ZephrFeature({ fallback, keepNodes, sealed, className, children, ...rest }, ref) {
  const isDeferred = useSyncExternalStore(never, isHydrated, isHydrating);
  const attributes = {
    ...rest,
    ref,
    // React 18 has no `className` for custom elements, and writes `false` into an attribute.
    class: className,
    'data-fallback': fallback,
    'keep-nodes': keepNodes ? '' : undefined,
    sealed: sealed ? '' : undefined,
    'defer-hydration': isDeferred ? '' : undefined,
  };
  // With a second child a text is a node of its own. Alone, React would write it over everything in the element, walls included.
  const content = rest.dangerouslySetInnerHTML ? [] : [children, null];
  return createElement('zephr-feature', attributes, ...content);
});

/**
 * Returns the decision of a feature, and renders again when it changes. It counts no article unless `dryRun` is `false`,
 * because `<ZephrFeature>` counts the article that it shows.
 *
 * @param feature - Id of the feature.
 * @returns The decision; `null` on a server, while React takes over its markup, and until the SDK has started.
 * @example const left = useDecision('articles')?.trials['articles']?.remaining;
 */
export function useDecision(feature: string, options?: DecideOptions): Decision | null {
  const key = JSON.stringify(options);
  const store = useMemo(
    () => createDecisionStore(feature, key === undefined ? {} : (JSON.parse(key) as DecideOptions)),
    [feature, key],
  );
  return useSyncExternalStore(store.subscribe, store.get, getNull);
}

/**
 * Returns the SDK and the reader, and renders again when they change.
 *
 * @example
 * const { status, zephr, identity } = useZephr();
 * if (status === 'ready') return <button onClick={() => zephr.setToken(null)}>Sign out</button>;
 */
export function useZephr(): ZephrState {
  const store = useMemo(createZephrStore, []);
  return useSyncExternalStore(store.subscribe, store.get, getWaiting);
}
