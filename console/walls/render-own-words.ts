import { html, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { EN } from '../../src/texts/en.js';
import { LANGUAGES } from '../../src/texts/languages.js';
import type { Texts } from '../../src/texts/texts.js';
import { renderSelect } from '../parts/select-field.js';
import { renderTextField } from '../parts/text-field.js';
import type { MemberPlace } from './component-place.js';

type Key = keyof Texts;

/** Texts of both walls. */
const SHARED: readonly Key[] = ['account', 'signIn'];
/** Texts that each type of component shows. */
const KEYS: Readonly<Record<string, readonly Key[]>> = {
  'registration-wall': [
    ...([
      'register',
      'create',
      'email',
      'password',
      'name',
      'details',
      ...SHARED,
      'sending',
      'failed',
      'done',
    ] as const),
    ...(['missing', 'unticked', 'unchosen', 'noEmail', 'short', 'wrong'] as const),
  ],
  paywall: [
    ...(['subscribe', ...SHARED, 'choose', 'day', 'week', 'month', 'year'] as const),
    ...(['billing', 'monthly', 'yearly', 'left', 'used'] as const),
  ],
};

/** Where the text is shown, for those whose key does not say it. */
const PLACES: Readonly<Partial<Record<Key, string>>> = {
  register: 'Heading',
  subscribe: 'Heading',
  create: 'Button',
  email: 'Label of an e-mail field',
  password: 'Label of a password field',
  name: 'Label of a name field',
  details: 'Link to the terms of a consent',
  account: 'Question before the sign-in link',
  signIn: 'Sign-in link',
  sending: 'While the form is sent',
  failed: 'The form could not be sent',
  done: 'The form was taken',
  missing: 'A field is empty',
  unticked: 'A box is not ticked',
  unchosen: 'Nothing is chosen',
  noEmail: 'Not an e-mail address',
  short: 'Too short',
  wrong: 'Another mistake',
  choose: 'Button of an offer',
  day: 'Price per day',
  week: 'Price per week',
  month: 'Price per month',
  year: 'Price per year',
  billing: 'Name of the switch',
  monthly: 'Monthly side of the switch',
  yearly: 'Yearly side of the switch',
  left: 'Articles left in the trial',
  used: 'Trial used up',
  close: 'Button that closes a wall',
  notice: 'Name of a footer for screen readers',
  fault: 'The content could not be loaded',
};

/** The texts that are no wall's own. */
const OTHERS: readonly Key[] = ['close', 'notice', 'fault'];
/** Groups of all texts, by their heading. */
export const ALL_KEYS: Readonly<Record<string, readonly Key[]>> = {
  'Registration wall': KEYS['registration-wall']!,
  Paywall: KEYS['paywall']!.filter((key) => !SHARED.includes(key)),
  Others: OTHERS,
};

/** The default texts of a wall, which the publisher can replace for all languages or for one. */
export function renderOwnWords(
  place: MemberPlace,
  type: string,
  language: string,
  onLanguage: (language: string) => void,
): TemplateResult {
  const used = countTexts(place.read('/texts'));
  return html`<details class="item">
    <summary>Default texts${used > 0 ? ` (${used} replaced)` : ''}</summary>
    <div class="item-body">
      ${renderLanguage(language, onLanguage)} ${renderWords(place, KEYS[type] ?? [], language)}
    </div>
  </details>`;
}

/** The field that chooses in which languages texts are replaced. */
export function renderLanguage(language: string, onLanguage: (language: string) => void): TemplateResult {
  return renderSelect({
    label: 'Replaced in',
    value: language,
    options: [
      { value: '', label: 'All languages' },
      ...LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name })),
    ],
    onChange: onLanguage,
  });
}

/** A field for each text. */
export function renderWords(place: MemberPlace, keys: readonly Key[], language: string): TemplateResult[] {
  const folder = language === '' ? '/texts' : `/texts/${language}`;
  return keys.map((key) =>
    renderTextField({
      label: PLACES[key] ?? key,
      value: place.readText(`${folder}/${key}`),
      hint: `Default: ${EN[key]}`,
      mistakes: place.mistakesAt(`${folder}/${key}`),
      onInput: (text) => place.set(`${folder}/${key}`, text || undefined, true),
    }),
  );
}

/** Counts the texts that are replaced. */
export function countTexts(texts: unknown): number {
  if (!isRecord(texts)) return 0;
  return Object.values(texts).reduce<number>((sum, one) => sum + (isRecord(one) ? Object.keys(one).length : 1), 0);
}
