import type { Counts, SpendOptions, TrackedView, Variant } from '../store.js';

/** A call of the store to the object that holds a key, as JSON. */
export type StoreCall =
  | { readonly call: 'read' }
  | {
      readonly call: 'spend';
      readonly reader: string;
      readonly spends: readonly TrackedView[];
      readonly variants: Readonly<Record<string, readonly SentVariant[]>>;
      readonly options: SpendOptions;
      readonly now: number;
    }
  | { readonly call: 'readUsage' | 'forgetUsage'; readonly reader: string; readonly now: number }
  | {
      readonly call: 'carry';
      readonly from: string;
      /** The text under the key of `from`. */
      readonly views: string;
      readonly to: string;
      readonly now: number;
    }
  | {
      readonly call: 'claimGift';
      readonly id: string;
      readonly session: string;
      readonly expiresAt: number;
      readonly now: number;
    }
  | {
      readonly call: 'keepPreview';
      readonly id: string;
      readonly preview: string;
      readonly expiresAt: number;
      readonly now: number;
    }
  | { readonly call: 'findPreview'; readonly id: string; readonly now: number }
  | {
      readonly call: 'keepSession';
      readonly reader: string;
      readonly session: string;
      readonly until: number;
      readonly now: number;
    }
  | { readonly call: 'endSession'; readonly reader: string; readonly session: string; readonly now: number }
  | { readonly call: 'forgetSessions'; readonly reader: string; readonly now: number }
  | CountCall;

/** A call about the counts of one day. */
export type CountCall =
  { readonly call: 'addCounts'; readonly counts: Counts; readonly expiresAt: number } | { readonly call: 'readCounts' };

/** The answer to a call: its value, or the reason why it failed. */
export type StoreReply = { readonly value: unknown } | { readonly error: string };

/** A variant without `-Infinity`, which JSON does not have: the start of a lifetime is `null`. */
export interface SentVariant extends Omit<Variant, 'from'> {
  readonly from: number | null;
}

type Variants<One> = Readonly<Record<string, readonly One[]>>;

/** Makes variants ready to be sent. */
export const packVariants = (variants: Variants<Variant>): Variants<SentVariant> =>
  changeAll(variants, (variant) => ({ ...variant, from: variant.from === -Infinity ? null : variant.from }));

/** Reads variants that were sent. */
export const unpackVariants = (variants: Variants<SentVariant>): Variants<Variant> =>
  changeAll(variants, (variant) => ({ ...variant, from: variant.from ?? -Infinity }));

function changeAll<From, To>(variants: Variants<From>, change: (variant: From) => To): Variants<To> {
  // `fromEntries` defines members, so a tracker may be called `__proto__`.
  return Object.fromEntries(Object.entries(variants).map(([tracker, all]) => [tracker, all.map(change)]));
}
