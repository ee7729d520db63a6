/**
 * The attributes of the elements, as markup of any framework sets them. Written by `npm run generate` from the comments of the
 * elements' classes: change them there.
 */

/** An attribute without a value. Frameworks differ in what they make of `false`; `undefined` leaves it out in all of them. */
export type Present = true | '';

/** Attributes of `<zephr-custom-block>`. */
export interface ZephrCustomBlockAttributes {
  /** The markup. It replaces the children; scripts, handlers and other schemes than a link's are left out. */
  html?: string | undefined;
  /** Elements of the page's own that the markup may hold, each with the names of its attributes besides those that any element may have and `data-*`. As an attribute: JSON. */
  'custom-elements'?: string | undefined;
  /** Id of the feature whose outcome shows this component. */
  feature?: string | undefined;
  /** Id of this component in the config. */
  component?: string | undefined;
}

/** Attributes of `<zephr-feature>`. */
export interface ZephrFeatureAttributes {
  /** Id of the feature in the config. */
  feature: string;
  /** The article that a trial counts here: an address, or an id of the site's own. */
  item?: string | undefined;
  /** Address of the content that a server withholds; it is fetched for readers with access. */
  src?: string | undefined;
  /** Nothing about it changes until this is removed: a framework is yet to take over its markup. */
  'defer-hydration'?: Present | undefined;
  /** Gated content stays in the DOM, out of sight: a framework owns it. */
  'keep-nodes'?: Present | undefined;
  /** Shows or hides the content while the config cannot be loaded. Default: as the script tag says. */
  'data-fallback'?: 'show' | 'hide' | undefined;
  /** The content is in the page as ciphertext; it opens for readers with access. */
  sealed?: Present | undefined;
  /** Sends cookies to a server of another origin, for `src`. */
  crossorigin?: 'use-credentials' | undefined;
  /** Length of the content behind a seal or `src`: its height is reserved meanwhile, up to that of the window. */
  'data-characters'?: number | `${number}` | undefined;
}

/** Attributes of `<zephr-paywall>`. */
export interface ZephrPaywallAttributes {
  /** The offers, in order. As an attribute: JSON. */
  offers?: string | undefined;
  /** Whether the reader chooses between monthly and yearly offers. Without offers of both kinds all are shown. */
  toggle?: Present | undefined;
  /** The period of the offers that are shown, if the reader can choose. */
  period?: 'month' | 'year' | undefined;
  /** The heading. Default: text in the page's language; empty shows no heading. */
  heading?: string | undefined;
  /** Words below the heading; a line break in them is kept. */
  text?: string | undefined;
  /** Level of the heading in the page's outline, 1 to 6. */
  'heading-level'?: number | `${number}` | undefined;
  /** Link for readers who have an account. Without a usable `href` the line is left out. As an attribute: JSON. */
  'sign-in'?: string | undefined;
  /** Texts of the publisher instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  texts?: string | undefined;
  /** Id of the feature whose outcome shows this component. */
  feature?: string | undefined;
  /** Id of this component in the config. */
  component?: string | undefined;
}

/** Attributes of `<zephr-registration-wall>`. */
export interface ZephrRegistrationWallAttributes {
  /** Address that the form is sent to: http, https or relative. Without one the wall only fires `zephr-submit`. */
  action?: string | undefined;
  /** How it is sent: `fetch` stays on the page, where the wall goes as soon as the reader may read on; `form` goes to the address as any form of the page does. */
  submit?: 'fetch' | 'form' | undefined;
  /** Text of the button. Default: text in the page's language. */
  button?: string | undefined;
  /** The fields. Default: one e-mail field. As an attribute: JSON. */
  fields?: string | undefined;
  /** The heading. Default: text in the page's language; empty shows no heading. */
  heading?: string | undefined;
  /** Words below the heading; a line break in them is kept. */
  text?: string | undefined;
  /** Level of the heading in the page's outline, 1 to 6. */
  'heading-level'?: number | `${number}` | undefined;
  /** Link for readers who have an account. Without a usable `href` the line is left out. As an attribute: JSON. */
  'sign-in'?: string | undefined;
  /** Texts of the publisher instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  texts?: string | undefined;
  /** Id of the feature whose outcome shows this component. */
  feature?: string | undefined;
  /** Id of this component in the config. */
  component?: string | undefined;
}

/** Attributes of `<zephr-zone>`. */
export interface ZephrZoneAttributes {
  /** Id of the feature whose outcome is shown in it. */
  feature?: string | undefined;
  /** Where the content is shown. */
  zone?: 'pop-up' | 'sticky-footer' | undefined;
  /** The reader may close it: by its button; a pop-up also by Escape and by a click beside it. */
  closeable?: Present | undefined;
  /** The page behind it can still be scrolled. */
  scrollable?: Present | undefined;
  /** Milliseconds until it comes, from when it is put into the page. */
  'display-after'?: number | `${number}` | undefined;
  /** The occasion that it is shown for. Once the reader has closed it, it is not shown again on the same occasion in this page. */
  occasion?: string | undefined;
  /** Name of a zone without a heading. Default: the word for a notice in the language of the page. */
  label?: string | undefined;
  /** Name of the button that closes it. Default: the word for it in the language of the page. */
  'close-label'?: string | undefined;
  /** Texts of the publisher instead of the default ones, by key, or by language and key. As an attribute: JSON. */
  texts?: string | undefined;
}

/** The attributes of each element, by tag. */
export interface ZephrElementAttributes {
  'zephr-custom-block': ZephrCustomBlockAttributes;
  'zephr-feature': ZephrFeatureAttributes;
  'zephr-paywall': ZephrPaywallAttributes;
  'zephr-registration-wall': ZephrRegistrationWallAttributes;
  'zephr-zone': ZephrZoneAttributes;
}
