/** A page that is measured. */
export interface ScalePage {
  /** The elements whose number grows. */
  readonly kind: Kind;
  /** How many there are. */
  readonly amount: number;
  readonly html: string;
  /** Places that have to show something in the end. */
  readonly places: number;
}

/** The elements that a page has many of; `inert` are the same elements, registered, and without behaviour. */
export type Kind = keyof typeof KINDS;

const STORY = '<p>A story of some length, for readers who may read it.</p>';
const CONDITION = { type: 'url-path', condition: 'starts-with', value: '/' };

/** A rule of some conditions, as sites have them. */
const rule = (index: number): object => {
  let step: unknown = 'show';
  for (let depth = 0; depth < 6; depth++) {
    step = { ...CONDITION, value: depth ? `/section-${index}-${depth}` : '/', yes: 'show', no: step };
  }
  return { title: `Feature ${index}`, rules: { anonymous: step } };
};
const walled = { rules: { anonymous: { content: 'hide', components: ['register'] } } };
const featuresOf = (amount: number, make: (index: number) => object): Record<string, object> =>
  Object.fromEntries(Array.from({ length: amount }, (_, index) => [`f${index}`, make(index)]));
const placesOf = (amount: number, isOne: boolean): string =>
  Array.from(
    { length: amount },
    (_, index) => `<zephr-feature feature="f${isOne ? 0 : index}">${STORY}</zephr-feature>`,
  ).join('');

const INERT = `<script>customElements.define('zephr-feature', class extends HTMLElement {
  connectedCallback() { this.setAttribute('state', 'shown'); }
})</script>`;

/** By kind: the features of the config, and the places on the page. */
const KINDS = {
  inert: (amount: number) => ({ features: {}, body: placesOf(amount, true), places: amount }),
  'places of one feature': (amount: number) => ({
    features: featuresOf(1, rule),
    body: placesOf(amount, true),
    places: amount,
  }),
  'places, each of a feature of its own': (amount: number) => ({
    features: featuresOf(amount, rule),
    body: placesOf(amount, false),
    places: amount,
  }),
  'features in the config, one place': (amount: number) => ({
    features: featuresOf(amount, rule),
    body: placesOf(1, true),
    places: 1,
  }),
  walls: (amount: number) => ({ features: featuresOf(1, () => walled), body: placesOf(amount, true), places: amount }),
} as const;

/** A config of so many bytes at least: features with long titles and rules of six conditions. */
export function makeLargePage(bytes: number): ScalePage {
  const [one] = makePages([1]).filter(({ kind }) => kind === 'features in the config, one place');
  const amount = Math.ceil(bytes / JSON.stringify(rule(1000)).length);
  const [large] = makePages([amount]).filter(({ kind }) => kind === one!.kind);
  return { ...large!, kind: 'features in the config, one place' };
}

/** Makes the pages, each with the script and its config in it, so that nothing is waited for. */
export function makePages(amounts: readonly number[]): readonly ScalePage[] {
  const components = { register: { type: 'registration-wall', action: '/register' } };
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    amounts.map((amount): ScalePage => {
      const { features, body, places } = KINDS[kind](amount);
      const config = JSON.stringify({ version: 1, components, features }).replaceAll('<', '\\u003c');
      const head =
        kind === 'inert'
          ? INERT
          : `<script type="application/json" data-zephr-config>${config}</script><script src="/zephr.js"></script>`;
      const html = `<!doctype html><meta charset="utf-8"><title>Many</title><link rel="icon" href="data:,">${head}<main>${body}</main>`;
      return { kind, amount, places, html };
    }),
  );
}
