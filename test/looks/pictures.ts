/** A specimen of the gallery to photograph, as its address asks for it. */
export interface Picture {
  readonly name: string;
  /** Query of the gallery's address. */
  readonly query: string;
  /** Of the viewport, in pixels. */
  readonly width: number;
  /** The reader's system settings. */
  readonly forcedColors?: boolean;
  /** Takes the viewport instead of the specimen, as an element that covers the page has no box in it. */
  readonly whole?: boolean;
  /** Presses of Tab. */
  readonly tabs?: number;
}

const plainly = (width: number, ...ids: readonly string[]): Picture[] =>
  ids.map((id) => ({ name: id, query: `only=${id}&scheme=light`, width }));

const inTheme = (theme: string): Picture[] => [
  { name: `${theme}-light`, query: `only=register-mistakes&theme=${theme}&scheme=light`, width: 600 },
  { name: `${theme}-dark`, query: `only=paywall-3&theme=${theme}&scheme=dark`, width: 900 },
];

/** Each component in each state; and themes, languages, widths and settings once each, where they show most. */
export const PICTURES: readonly Picture[] = [
  ...plainly(600, 'register', 'register-fields', 'register-pending', 'register-mistakes', 'register-refused'),
  ...plainly(600, 'register-done', 'paywall-1', 'paywall-2', 'paywall-no-price', 'paywall-monthly', 'paywall-yearly'),
  ...plainly(600, 'paywall-trial-used', 'block', 'teaser', 'fault'),
  ...plainly(1000, 'paywall-3', 'paywall-4'),
  ...plainly(320, 'register-narrow', 'paywall-narrow'),
  { name: 'register-dark', query: 'only=register-mistakes&scheme=dark', width: 600 },
  { name: 'paywall-dark', query: 'only=paywall-2&scheme=dark', width: 768 },
  ...['tabloid', 'magazine', 'business'].flatMap(inTheme),
  { name: 'german', query: 'only=paywall-2&scheme=light&lang=de', width: 320 },
  // The browser that takes the pictures has no Arabic letters; which side all is on shows without.
  { name: 'right-to-left', query: 'only=register-fields&scheme=light&lang=ar', width: 600 },
  { name: 'forced-colors-form', query: 'only=register-mistakes', width: 600, forcedColors: true },
  { name: 'forced-colors-offers', query: 'only=paywall-2', width: 768, forcedColors: true },
  { name: 'focus-field', query: 'only=register-narrow&scheme=light', width: 320, tabs: 1 },
  { name: 'focus-button', query: 'only=paywall-1&scheme=dark', width: 600, tabs: 1 },
  { name: 'pop-up', query: 'only=pop-up-offers&scheme=light', width: 768, whole: true },
  { name: 'footer', query: 'only=footer&scheme=light', width: 320, whole: true },
];

/** Names of those that the documentation shows, as `docs/public/walls/NAME.png`. */
export const IN_DOCS: readonly string[] = ['block', 'paywall-2', 'pop-up', 'register-fields'];
