/** Length of the period that a price pays for. */
export type Period = 'day' | 'week' | 'month' | 'year';

/**
 * Says what a price pays for: `per month`. The other languages have a name for the month but no word that the browser
 * could lend for "per", so they get `/ Monat`.
 *
 * @param language - A well-formed language tag; `undefined` is the runtime's own.
 */
export function formatPeriod(period: Period, language = 'en'): string {
  if (language.split('-')[0]?.toLowerCase() === 'en') return `per ${period}`;
  return `/ ${new Intl.DisplayNames(language, { type: 'dateTimeField' }).of(period === 'week' ? 'weekOfYear' : period)}`;
}
