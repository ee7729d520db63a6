import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chooseOffers } from '../../../components/feature/choose-offers.js';
import type { ComponentConfig, Config } from '../../../src/model/config.js';

const monthly = { title: 'Monthly', price: { amount: 9.9, currency: 'EUR' } };
const config = {
  version: 1,
  features: {},
  offers: { monthly, student: { title: 'Students' } },
} as const satisfies Config;
const own = { id: 'yearly', title: 'Yearly' };

/** The offers of a paywall, and those that are unknown, as text. */
function shown(offers: unknown, chosen?: readonly string[]): string {
  const component = { type: 'paywall', offers } as ComponentConfig;
  const { config: filled, unknown } = chooseOffers(component, chosen ? { offers: chosen } : {}, config);
  const list = (filled as { readonly offers?: readonly { readonly id: string; readonly title?: string }[] }).offers;
  const words = list?.map(({ id, title }) => `${id} ${title}`).join(', ') ?? 'none';
  return words + unknown.map(([member, id]) => `; no ${id}${member && ` at ${member}`}`).join('');
}

suite('a paywall shows', () => {
  const rows: readonly (readonly [says: string, offers: unknown, chosen: readonly string[] | undefined, shows: string])[] = [
    ['its own offers', [own], undefined, 'yearly Yearly'],
    ['offers of the site by their id, in its order', ['student', own, 'monthly'], undefined, 'student Students, yearly Yearly, monthly Monthly'],
    ['the offers that its outcome chooses, in place of its own', [own], ['monthly'], 'monthly Monthly'],
    ['the known ones of its outcome', [own], ['gone', 'student'], 'student Students; no gone'],
    ['its own where its outcome names none that is known', [own], ['gone'], 'yearly Yearly; no gone'],
    ['its own where its outcome names none', [own], [], 'yearly Yearly'],
    ['no offer that the site does not have', ['gone', 'monthly', '__proto__'], undefined, 'monthly Monthly; no gone at offers/0; no __proto__ at offers/2'],
    ['nothing where it has no offers', undefined, undefined, 'none'],
    ['the offers of its outcome where it has none', undefined, ['monthly'], 'monthly Monthly'],
  ]; // prettier-ignore
  for (const [says, offers, chosen, shows] of rows) test(says, () => assert.equal(shown(offers, chosen), shows));

  test('an offer of the site under the id that the site gives it', () => {
    const component = { type: 'paywall', offers: ['monthly'] } as const satisfies ComponentConfig;

    assert.deepEqual(chooseOffers(component, {}, config).config, {
      type: 'paywall',
      offers: [{ ...monthly, id: 'monthly' }],
    });
  });
});

test('a component that is not a paywall has no offers, whatever its outcome chooses', () => {
  const block = { type: 'custom-block', html: '' } as const satisfies ComponentConfig;

  assert.equal(chooseOffers(block, { offers: ['monthly'] }, config).config, block);
});
