import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createEdit, createMove } from '../../../src/edit/create-edit.js';
import { describeChanges, describeEdits } from '../../../src/edit/describe-edits.js';
import type { Edit } from '../../../src/edit/edit.js';
import { aRichConfig, nearlySound, wordyJson } from '../../support/arbitrary-config.js';
import { soundConfig } from '../../support/arbitrary-rules.js';

/** A config with one of nearly everything, and a feature with a trial. */
function aNewspaper(): Record<string, unknown> {
  const config = aRichConfig();
  const trial = { type: 'trial', limit: 3, yes: 'show', no: { content: { keep: { words: 60 } }, components: ['subscribe'] } }; // prettier-ignore
  const news = {
    title: 'News',
    rules: { anonymous: { content: 'hide', components: ['register'] }, registered: trial, customer: 'show' },
  };
  return { ...config, features: { ...(config['features'] as object), news }, dataLayer: { name: 'layer' } };
}

const NEWS = '/features/news/rules';
const GRAPH = '/features/articles/rules/registered';

suite('an edit in words', () => {
  const rows: readonly (readonly [pointer: string, after: unknown, says: string | string[]])[] = [
    [`${NEWS}/registered/limit`, 5, 'In the feature news, for registered readers: the trial gives 5 articles instead of 3.'],
    [`${NEWS}/registered/limit`, undefined, 'In the feature news, for registered readers: the trial gives 10 articles instead of 3.'],
    [`${NEWS}/registered/limit`, 1, 'In the feature news, for registered readers: the trial gives 1 article instead of 3.'],
    [`${NEWS}/registered/window`, { days: 30 }, 'In the feature news, for registered readers: the trial counts 30 days back instead of for ever.'],
    [`${NEWS}/registered/counts`, 'page-view', 'In the feature news, for registered readers: the trial counts page views instead of articles.'],
    [`${NEWS}/registered/tracker`, 'x', 'In the feature news, for registered readers: the trial counts by the tracker x instead of a tracker of its own.'],
    [`${NEWS}/registered/no/content/keep/words`, 30, 'In the feature news, for registered readers: at the exit no of “the trial of 3 unique articles lasts”, the content is cut after the first 30 words instead of the first 60 words.'],
    [`${NEWS}/registered/no/content`, 'hide', 'In the feature news, for registered readers: at the exit no of “the trial of 3 unique articles lasts”, the content is hidden instead of cut after the first 60 words.'],
    [`${NEWS}/registered/no/components/1`, 'register', 'In the feature news, for registered readers: at the exit no of “the trial of 3 unique articles lasts”, registration wall (register) is shown too.'],
    [`${NEWS}/registered/no/zone`, 'pop-up', 'In the feature news, for registered readers: at the exit no of “the trial of 3 unique articles lasts”, the components are shown in a pop-up over the page instead of in the page.'],
    [`${NEWS}/registered/no`, 'show', 'In the feature news, for registered readers: the exit no of “the trial of 3 unique articles lasts” leads to the content instead of the first 60 words with paywall (subscribe).'],
    [`${NEWS}/registered/unknown`, 'teaser', 'In the feature news, for registered readers: the exit unknown of “the trial of 3 unique articles lasts” leads to the outcome teaser.'],
    [`${NEWS}/registered`, undefined, 'In the feature news, for registered readers: there is no rule any more, so that for anonymous readers holds.'],
    [`${NEWS}/registered`, 'show', 'In the feature news, for registered readers: the rule is another one: it leads to the content; before, it asks first: “the trial of 3 unique articles lasts”.'],
    [`${NEWS}/anonymous/components/0`, 'subscribe', 'In the feature news, for anonymous readers: paywall (subscribe) is shown instead of registration wall (register).'],
    [`${NEWS}/customer`, undefined, 'In the feature news, for customers: there is no rule any more, so the content is shown.'],
    ['/features/videos/rules/customer', 'teaser', 'In the feature videos, for customers: there is a rule now: it leads to the outcome teaser.'],
    ['/features/news/title', 'Neues', 'In the feature news: the title is "Neues" instead of "News".'],
    ['/features/news', undefined, 'The feature news is gone.'],
    ['/features/stories', {}, 'The feature stories is new.'],
    ['/features/__proto__', {}, 'The feature __proto__ is new.'],
    [`${GRAPH}/start`, 'b', 'In the feature articles, for registered readers: the rule begins with the node b instead of the node a.'],
    [`${GRAPH}/nodes/a/value`, ['editor', 8], 'In the feature articles, for registered readers: the condition is “the claim $.roles[*] is one of editor, 8” instead of “the claim $.roles[*] is one of editor, 7”.'],
    [`${GRAPH}/nodes/a/split`, ' ', 'In the feature articles, for registered readers: the condition is “a part (split at " ") of the claim $.roles[*] is one of editor, 7” instead of “the claim $.roles[*] is one of editor, 7”.'],
    [`${GRAPH}/nodes/a/yes`, 'teaser', 'In the feature articles, for registered readers: the exit yes of “the claim $.roles[*] is one of editor, 7” leads to the outcome teaser instead of the content.'],
    [`${GRAPH}/nodes/i/exits/b`, 'k', 'In the feature articles, for registered readers: the exit b of “the group of the split test price” leads to the node k instead of the outcome teaser.'],
    [`${GRAPH}/nodes/c/no/property`, 'y', 'In the feature articles, for registered readers: the condition is “the custom data y equals 1” instead of “the custom data x equals 1”.'],
    [`${GRAPH}/nodes/c/no/no/content`, 'show', 'In the feature articles, for registered readers: at the exit no of “the custom data x equals 1”, the content is shown instead of hidden.'],
    [`${GRAPH}/nodes/z`, { type: 'gift', yes: 'show', no: 'show' }, 'In the feature articles, for registered readers: the node z is new: “the link is a valid gift”.'],
    ['/features/articles/rules/anonymous/remaining/1', 'sheet', 'In the feature articles, for anonymous readers: the exit 1 left of “the trial of 3 page views in 30 days lasts” leads to the outcome sheet instead of the outcome teaser.'],
    ['/features/articles/rules/anonymous/no/duration', 3, 'In the feature articles, for anonymous readers: the condition is “the trial of 3 hours lasts” instead of “the trial of 1.5 hours lasts”.'],
    ['/features/articles/fallback', { content: 'hide' }, 'In the feature articles, where it cannot be decided: the rule is another one: it leads to no content; before, it leads to the content.'],
    ['/features/articles/target/selector', '#x', 'In the feature articles: the selector of the target is "#x" instead of "#story".'],
    ['/products/gold/features/2', 'news', 'In the product gold: in the features, "news" is added.'],
    ['/products/gold/features/0', undefined, 'In the product gold: in the features, "articles" is removed.'],
    ['/products/gold/claimValue', ['gold', 'au'], 'In the product gold: the claim value is ["gold","au"] instead of "gold".'],
    ['/products', undefined, ['The product gold is gone.', 'The product silver is gone.', 'The product film is gone.']],
    ['/components/subscribe/heading', 'Read\u001Bon', 'In the paywall subscribe: the heading is now "Read\\u001bon".'],
    ['/components/subscribe/offers/0/price', { amount: 9, currency: 'EUR' }, 'In the paywall subscribe: the price of the offer monthly is now {"amount":9,"currency":"EUR"}.'],
    ['/components/subscribe/offers/1', { id: 'yearly' }, 'In the paywall subscribe: in the offers, yearly is added.'],
    ['/components/hello/html', '<p>Hello {{claims.name}}</p>'.padEnd(200, '.'), `In the custom block hello: the html is …s.name}}</p>${'.'.repeat(48)}… instead of …s.name}}</p>".`],
    ['/components/hello', { type: 'paywall' }, 'The component hello is a paywall instead of a custom block.'],
    ['/outcomes/teaser/content/keep/words', 1, 'In the outcome teaser: the content is cut after the first word instead of the first 60 words.'],
    ['/outcomes/sheet/components/0', undefined, 'In the outcome sheet: registration wall (register) is no longer shown.'],
    ['/outcomes/sheet/label', 'Sheet', 'In the outcome sheet: the label is now "Sheet".'],
    ['/subRules/members/nodes/m/value', 'gold', 'In the sub rule members: the condition is “the attribute plan equals gold” instead of “the attribute plan equals null”.'],
    ['/subRules/members/exits/2', 'maybe', 'In the sub rule members: in the exits, "maybe" is added.'],
    ['/splitTests/price/groups/1/weight', 2, 'In the split test price: the weight of the group b is 2 instead of 0.5.'],
    ['/splitTests/price/groups/2', { id: 'c', weight: 1 }, 'In the split test price: in the groups, c is added.'],
    ['/jwt/publicKey', '-----BEGIN', 'In the settings of tokens: the public key is another one.'],
    ['/jwt/userMapping/foreignUserIdProperty', 'uid', 'In the settings of tokens: the foreign user id property of the user mapping is "uid" instead of "sub".'],
    ['/jwt/issuer', 'https://id.example', 'In the settings of tokens: the issuer is now "https://id.example".'],
    ['/dataLayer/name', 'dl', 'In the settings of the data layer: the name is "dl" instead of "layer".'],
    ['/requires/1', 'gift', 'In the config: in the requires, "gift" is added.'],
    ['', 1, 'The whole config is another one.'],
  ]; // prettier-ignore
  for (const [pointer, after, says] of rows) {
    test([says].flat()[0], () => {
      const config = aNewspaper();

      assert.deepEqual(describeEdits(config, [createEdit(config, pointer, after)]), [says].flat());
    });
  }
});

suite('several edits in words', () => {
  const config = aNewspaper();
  const rows: readonly (readonly [says: string, edits: Edit[], words: string[]])[] = [
    ['of one node are one sentence', [createEdit(config, `${GRAPH}/nodes/a/property`, 'plan'), createEdit(config, `${GRAPH}/nodes/a/condition`, 'equals'), createEdit(config, `${GRAPH}/nodes/a/value`, 'gold')], ['In the feature articles, for registered readers: the condition is “the claim plan equals gold” instead of “the claim $.roles[*] is one of editor, 7”.']],
    ['that undo each other are nothing', [createEdit(config, '/features/news/title', 'A'), { pointer: '/features/news/title', before: 'A', after: 'News' }], []],
    ['that rename an entry are one sentence', createMove(config, '/features/news', '/features/stories'), ['The feature news is now called stories.']],
    ['that move an item name the order', createMove(config, '/products/gold/features/0', '/products/gold/features/1'), ['In the product gold: the features are in another order: "videos" and "articles".']],
    ['are in the order of the config', [createEdit(config, '/features/news/title', 'A'), createEdit(config, '/products/gold/title', 'B')], ['In the product gold: the title is "B" instead of "Gold".', 'In the feature news: the title is "A" instead of "News".']],
  ]; // prettier-ignore
  for (const [says, edits, words] of rows) {
    test(says, () => {
      assert.deepEqual(describeEdits(config, edits), words);
    });
  }
});

suite('words are found for each difference', () => {
  test('of sound configs', () => {
    fc.assert(
      fc.property(soundConfig, soundConfig, (before, after) => {
        const isSame = JSON.stringify(before) === JSON.stringify(after);

        assert.ok(isSame || describeChanges(before, after).length > 0);
      }),
      { numRuns: 60 },
    );
  });

  test('of configs that are not sound', () => {
    const some = fc.oneof(nearlySound, wordyJson);
    fc.assert(
      fc.property(some, some, (before, after) => {
        for (const words of describeChanges(before, after)) {
          assert.doesNotMatch(words, /undefined|\[object|NaN/);
          assert.match(words, /^[A-Z].*\.$/s);
        }
      }),
      { numRuns: 300 },
    );
  });
});
