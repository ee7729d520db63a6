import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { findOfferUses, listOfferIds, removeOffer, renameOffer } from '../../../src/gestures/edit-offers.js';
import { isRefusal, type Gesture, type Refusal } from '../../../src/gestures/gesture.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { aConfig } from '../../support/a-config.js';

function apply(config: unknown, result: Gesture | Refusal): unknown {
  assert.ok(!isRefusal(result), (result as Refusal).refused);
  return applyEdits(config, result.edits);
}

function refusalOf(result: Gesture | Refusal): string {
  assert.ok(isRefusal(result));
  return result.refused;
}

/** A config that names the offer `year` in all places that can, and has the word elsewhere as well. */
function withOffer(id: string | null): Record<string, unknown> {
  const list = (...ids: (string | null)[]): object => {
    const offers = ids.filter((one) => one !== null);
    return offers.length > 0 ? { offers } : {};
  };
  const outcome = { content: 'hide', components: ['wall'] };
  const components = {
    wall: { type: 'paywall', ...list('month', id) },
    block: { type: 'custom-block', html: '{{offer.title}}', ...(id && { offer: id }), variables: { offers: ['year'] } },
    own: { type: 'paywall', offers: [{ id: 'week', title: 'year' }] },
  };
  const rule = (...ids: (string | null)[]): object => ({
    type: 'jwt-token',
    ...{ property: 'year', condition: 'is-not-empty', yes: { ...outcome, ...list(...ids) }, no: 'show' },
  });
  return aConfig({
    offers: { month: { title: 'A month' }, ...(id && { [id]: { title: 'A year' } }) },
    components,
    outcomes: { nudge: { ...outcome, ...list(id, 'month', id), value: { offers: ['year'] } } },
    subRules: { inner: { start: { ...rule(id), no: { exit: 'out' } } } },
    features: { articles: { rules: { anonymous: rule('month', id), registered: 'nudge' } } },
  });
}

suite('the offers of the site', () => {
  test('are found where paywalls, blocks, outcomes, rules and sub rules name them', () => {
    assert.deepEqual(
      findOfferUses(withOffer('year'), 'year').map(({ pointer }) => pointer),
      [
        '/features/articles/rules/anonymous/yes/offers/1',
        '/subRules/inner/start/yes/offers/0',
        '/outcomes/nudge/offers/0',
        '/outcomes/nudge/offers/2',
        '/components/wall/offers/1',
        '/components/block/offer',
      ],
    );
  });

  test('are renamed wherever they are named, in their place among the others', () => {
    const renamed = apply(withOffer('year'), renameOffer(withOffer('year'), 'year', 'annual'));
    assert.equal(JSON.stringify(renamed), JSON.stringify(withOffer('annual')));
  });

  test('are deleted wherever they are named, with the lists that are empty then', () => {
    const config = withOffer('year');
    const rest = apply(config, removeOffer(config, 'year'));
    assert.deepEqual(rest, withOffer(null));
    assert.ok(findMistakes(rest).every(({ code }) => code !== 'offer-unknown'));
    const alone = { version: 1, offers: { year: {} }, features: {} };
    assert.deepEqual(apply(alone, removeOffer(alone, 'year')), { version: 1, features: {} });
  });

  test('leave a block the offer of a paywall that it names, if the site has none of that id', () => {
    const config = aConfig({ components: { block: { type: 'custom-block', offer: 'year' } } });
    assert.deepEqual(findOfferUses(config, 'year'), []);
  });

  test('have ids that no other offer has', () => {
    const config = withOffer('year');
    assert.deepEqual(listOfferIds(config), ['month', 'year', 'week']);
    assert.match(refusalOf(renameOffer(config, 'year', 'month')), /There is an offer “month” already/);
    assert.match(refusalOf(renameOffer(config, 'year', 'week')), /The paywall “own” has an offer “week” of its own/);
    assert.match(refusalOf(renameOffer(config, 'year', '')), /has an id/);
    assert.match(refusalOf(renameOffer(config, 'lost', 'found')), /no offer “lost”/);
    assert.match(refusalOf(removeOffer(config, 'lost')), /no offer “lost”/);
    assert.deepEqual(apply(config, renameOffer(config, 'year', 'year')), config);
  });
});
