import {
  computed,
  defineComponent,
  h,
  onMounted,
  shallowRef,
  toValue,
  watch,
  type DefineComponent,
  type MaybeRefOrGetter,
  type PropType,
  type ShallowRef,
} from 'vue';
import type { Decision } from './model/decision.js';
import type { DecideOptions } from './visit/visit.js';
import { createDecisionStore, createZephrStore, WAITING, type PageStore } from './wrappers/page-store.js';
import type { ZephrState } from './wrappers/zephr-state.js';

export type { ZephrState };

/** Props of `<ZephrFeature>`; attributes besides them are those of any element. */
export interface ZephrFeatureProps {
  /** Id of the feature in the config. */
  readonly feature: string;
  /** The article that a trial counts here: an address, or an id of the site's own. */
  readonly item?: string;
  /** Shows or hides the content while the config cannot be loaded. Default: as the script tag says. */
  readonly fallback?: 'show' | 'hide';
  /** Gated content stays in the DOM, out of sight. */
  readonly keepNodes?: boolean;
  /** The content is in the page as ciphertext: a `<script type="application/jose">` in the slot. */
  readonly sealed?: boolean;
  /** Address of the content that a server withholds. */
  readonly src?: string;
}

/**
 * Shows what is in its slot to readers who may see it, and a wall to the others: `<zephr-feature>` for Vue. Markup of a server
 * is left as it is until Vue has taken it over.
 *
 * @example <ZephrFeature feature="articles"><Story /></ZephrFeature>
 */
export const ZephrFeature: DefineComponent<ZephrFeatureProps> = defineComponent({
  name: 'ZephrFeature',
  props: {
    feature: { type: String, required: true },
    item: String,
    fallback: String as PropType<'show' | 'hide'>,
    keepNodes: Boolean,
    sealed: Boolean,
    src: String,
  },
  setup(props, { slots }) {
    const isDeferred = shallowRef(true);
    onMounted(() => (isDeferred.value = false));
    return () =>
      h(
        'zephr-feature',
        {
          feature: props.feature,
          item: props.item,
          'data-fallback': props.fallback,
          // Vue writes `false` into an attribute, and leaves out `null`.
          'keep-nodes': props.keepNodes ? '' : null,
          sealed: props.sealed ? '' : null,
          src: props.src,
          'defer-hydration': isDeferred.value ? '' : null,
        },
        slots['default']?.(),
      );
  },
}) as unknown as DefineComponent<ZephrFeatureProps>;

/**
 * Returns the decision of a feature as a ref that follows the page. It counts no article unless `dryRun` is `false`, because
 * `<ZephrFeature>` counts the article that it shows.
 *
 * @param feature - Its id, also as a ref or a getter.
 * @returns A ref; its value is `null` on a server, and until the component is mounted and the SDK has started.
 * @example const decision = useDecision(() => props.feature);
 */
export function useDecision(
  feature: MaybeRefOrGetter<string>,
  options: DecideOptions = {},
): Readonly<ShallowRef<Decision | null>> {
  const store = computed(() => createDecisionStore(toValue(feature), options));
  return useStore<Decision | null>(() => store.value, null);
}

/**
 * Returns the SDK and the reader as a ref that follows the page.
 *
 * @example
 * const zephr = useZephr();
 * const signOut = () => zephr.value.zephr?.setToken(null);
 */
export function useZephr(): Readonly<ShallowRef<ZephrState>> {
  const store = createZephrStore();
  return useStore(() => store, WAITING);
}

/** Follows a store while the component is mounted. */
function useStore<Value>(source: () => PageStore<Value>, initial: Value): Readonly<ShallowRef<Value>> {
  const value = shallowRef(initial) as ShallowRef<Value>;
  onMounted(() => {
    watch(
      source,
      (store, _before, onCleanup) => {
        const read = (): void => void (value.value = store.get());
        read();
        onCleanup(store.subscribe(read));
      },
      { immediate: true },
    );
  });
  return value;
}
