/** The fields of a form as Zephr's own forms hand them to processors. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Config } from '../../../../src/model/config.js';
import type { FormProcessor } from '../../../../src/page/compat/blaize.js';
import { mapFields, readTypes, toFields, toFormData } from '../../../../src/page/compat/run-processors.js';

const COMPONENT = {
  fields: [
    { name: 'mail', type: 'email' },
    { name: 'secret', type: 'password' },
    { name: 'second', type: 'email' },
    { name: 'name', type: 'text' },
  ],
};
const COMPONENTS = { register: COMPONENT } as unknown as Config['components'];
const FIELDS = { mail: 'a@b.example', secret: 'hush', second: 'c@d.example', name: 'Ada' };
const FORM = { component: 'register', data: FIELDS };

/** The fields that are sent after processors of a form. */
const sentAfter = (...processors: FormProcessor[]): Promise<unknown> =>
  mapFields(processors, FORM, COMPONENTS, () => undefined);

suite('the fields of a form', () => {
  const types = readTypes(COMPONENT);
  const data = toFormData(FIELDS, types);

  test('are in the groups of Zephr’s forms, whatever the config names them', () => {
    assert.deepEqual(data, {
      identifiers: { email_address: 'a@b.example' },
      attributes: { second: 'c@d.example', name: 'Ada' },
      validators: { password: 'hush' },
    });
  });

  test('are sent by the names of the config', () => {
    assert.deepEqual(toFields(data, types), { ...FIELDS });
  });

  test('of a wall that names none are an e-mail address', () => {
    assert.deepEqual(toFormData({ email: 'a@b.example' }, readTypes({})).identifiers, { email_address: 'a@b.example' });
  });

  test('can be named as a group is, and as members that every object has', () => {
    const odd = JSON.parse('{"identifiers":"a","__proto__":"b","constructor":"c"}') as Record<string, string>;

    assert.deepEqual(
      JSON.stringify(toFields(toFormData(odd, new Map()), new Map())),
      '{"identifiers":"a","__proto__":"b","constructor":"c"}',
    );
  });
});

suite('a processor', () => {
  test('that returns nothing changes nothing', async () => {
    const sent = await sentAfter((given) => {
      given.attributes['name'] = 'Eve';
    });

    assert.deepEqual(sent, { ...FIELDS });
  });

  test('can leave out a group, which stays as it was', async () => {
    assert.deepEqual(await sentAfter(() => ({ attributes: { name: 'Eve' } })), {
      ...{ mail: 'a@b.example', secret: 'hush', name: 'Eve' },
    });
  });

  test('can remove a field', async () => {
    assert.deepEqual(await sentAfter(({ identifiers }) => ({ identifiers, validators: {}, attributes: {} })), {
      mail: 'a@b.example',
    });
  });

  test('that throws is reported, and those after it go on', async () => {
    const failures: string[] = [];
    const processors: FormProcessor[] = [
      () => {
        throw new RangeError('no');
      },
      () => ({ attributes: { name: 'Eve' } }),
    ];

    const sent = await mapFields(processors, FORM, COMPONENTS, (says, error) =>
      failures.push(`${says}: ${String(error)}`),
    );

    assert.deepEqual(failures, ['Blaize: RangeError: no']);
    assert.deepEqual(sent, { mail: 'a@b.example', secret: 'hush', name: 'Eve' });
  });

  test('adds only what a form can send', async () => {
    const more = { age: 7, isNew: true, none: null, list: ['a'], object: {} };

    assert.deepEqual(await sentAfter((given) => ({ ...given, attributes: more })), {
      ...{ mail: 'a@b.example', secret: 'hush', age: '7', isNew: 'true' },
    });
  });
});
