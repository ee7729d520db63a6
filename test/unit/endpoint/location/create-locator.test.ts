import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createLocator } from '../../../../src/endpoint/location/create-locator.js';
import type { Config } from '../../../../src/model/config.js';
import { aConfig } from '../../../support/a-config.js';

const asking = (node: object): Config =>
  aConfig({
    features: { articles: { rules: { anonymous: { ...node, yes: 'show', no: 'show' } } } },
  }) as unknown as Config;

suite('the location of a reader', () => {
  test('is read from the headers of a CDN where a rule asks for it, and from no header otherwise', () => {
    const read = (node: object): unknown => {
      let count = 0;
      const headers = new Headers({ 'cf-ipcountry': 'BE' });
      const location = createLocator(asking(node))({ get: (name) => (count++, headers.get(name)) });
      return [location, count > 0];
    };

    assert.deepEqual(read({ type: 'country', condition: 'equals', value: 'BE' }), [{ country: 'BE' }, true]);
    assert.deepEqual(read({ type: 'city', condition: 'equals', value: 'Gent' }), [{ country: 'BE' }, true]);
    assert.deepEqual(read({ type: 'user-state', is: 'customer' }), [{}, false]);
  });
});
