/** Seals that AES-KW has confirmed are unwrapped once; each request is decided for itself all the same. */
import assert from 'node:assert/strict';
import nodeCrypto from 'node:crypto';
import { suite, test } from 'node:test';
import { ConfirmedSeals, type ConfirmedSeal } from '../../../../src/endpoint/seals/confirmed-seals.js';
import { aConfig } from '../../../support/a-config.js';
import { aSeal, changePart, SEAL_KEY, someSealFields } from '../../../support/a-seal.js';
import { aSecretToken, anEndpoint, JWT, post } from '../../../support/an-endpoint.js';

const config = aConfig({
  jwt: JWT,
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  features: { articles: { rules: { anonymous: { id: 'wall', content: 'hide' }, customer: 'show' } } },
});
const gold = aSecretToken({ sub: 'reader-1', prod: 'gold' });

const questionOf = async (path: string): Promise<string> => (await aSeal('x', { path })).split('.', 2).join('.');

suite('a confirmed seal', () => {
  test('is unwrapped once, and the key is refused to the next reader without access', async (t) => {
    const { endpoint } = anEndpoint({ config, sealKeys: [SEAL_KEY], rateLimit: false });
    const [seal, other] = [await questionOf('/story'), await questionOf('/other')];
    const ask = async (token: string | undefined, question: string): Promise<string> => {
      const { body } = await post(endpoint, '/zephr/keys', { token, seals: [question] });
      return body.seals[0].reason ?? 'key';
    };
    const answers = [await ask(gold, seal)];
    const { mock } = t.mock.method(nodeCrypto, 'createDecipheriv');
    for (const token of [gold, aSecretToken({ sub: 'reader-2' }), undefined, gold])
      answers.push(await ask(token, seal));
    const unwrapped = mock.callCount();
    answers.push(await ask(gold, other));

    assert.deepEqual(answers, ['key', 'key', 'no-access', 'no-access', 'key', 'key']);
    assert.deepEqual([unwrapped, mock.callCount()], [0, 1]);
  });

  test('is not remembered under another text: a changed header or key is refused each time', async () => {
    const { endpoint } = anEndpoint({ config, sealKeys: [SEAL_KEY], rateLimit: false });
    const seal = await questionOf('/story');
    const asked = [seal, changePart(seal, 1), changePart(seal, 1), seal];
    const { body } = await post(endpoint, '/zephr/keys', { token: gold, seals: asked });

    assert.deepEqual(
      body.seals.map(({ reason = 'key' }) => reason),
      ['key', 'seal-invalid', 'seal-invalid', 'key'],
    );
  });

  test('is forgotten when more than there is room for come after it, and stays while it is asked for', () => {
    const seals = new ConfirmedSeals(40);
    const seal: ConfirmedSeal = { fields: someSealFields(), key: 'k' };
    const isKnown = (text: string): boolean => seals.find(text) !== undefined;
    const text = (name: string): string => name.repeat(10);
    seals.keep(text('a'), seal);
    seals.keep(text('b'), seal);
    seals.keep(text('c'), seal);
    const early = isKnown(text('a'));
    seals.keep(text('d'), seal);

    assert.deepEqual([early, ...'abcd'].map((each) => (typeof each === 'string' ? isKnown(text(each)) : each)), [true, true, false, true, true]); // prettier-ignore
  });
});
