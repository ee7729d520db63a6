import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readTcf } from '../../../../src/page/facts/read-tcf.js';

/** The argument of a listener once the reader has chosen. */
function aTcData(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    tcString:
      'COxR03kOxR1CqBcABCENAgCMAP_AAH_AAAqIF3EXySoGY2thI2YVFxBEIYwfJxyigMgChgQIsSwNQIeFLBoGLiAAHBGYJAQAGBAEEACB',
    tcfPolicyVersion: 4,
    cmpId: 1000,
    cmpVersion: 1,
    gdprApplies: true,
    eventStatus: 'useractioncomplete',
    cmpStatus: 'loaded',
    listenerId: 1,
    purpose: { consents: { 1: true, 2: false, 7: true }, legitimateInterests: { 2: true } },
    ...changes,
  };
}

const ids = Array.from({ length: 11 }, (_, index) => String(index + 1));
const granting = (...granted: number[]): Record<string, boolean> =>
  Object.fromEntries(ids.map((id) => [id, granted.includes(Number(id))]));

const rows: readonly { says: string; data: unknown; gives: unknown }[] = [
  { says: 'a choice of the reader', data: aTcData(), gives: granting(1, 7) },
  { says: 'an earlier choice', data: aTcData({ eventStatus: 'tcloaded' }), gives: granting(1, 7) },
  { says: 'the reader is being asked', data: aTcData({ eventStatus: 'cmpuishown' }), gives: null },
  {
    says: 'the manager is still loading',
    data: aTcData({ eventStatus: undefined, cmpStatus: 'loading', gdprApplies: undefined, purpose: { consents: {} } }),
    gives: null,
  },
  { says: 'the reader refused all', data: aTcData({ purpose: { consents: {} } }), gives: granting() },
  {
    says: 'the law does not apply, so no reader is asked',
    data: aTcData({ gdprApplies: false, eventStatus: 'tcloaded', purpose: { consents: {} } }),
    gives: granting(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
  },
  { says: 'only true grants', data: aTcData({ purpose: { consents: { 1: 'true', 2: 1 } } }), gives: granting() },
  { says: 'no purposes at all', data: aTcData({ purpose: undefined }), gives: null },
  { says: 'purposes of another shape', data: aTcData({ purpose: { consents: [true] } }), gives: null },
  { says: 'nothing', data: null, gives: null },
  { says: 'a text', data: 'tcloaded', gives: null },
  { says: 'a list', data: [aTcData()], gives: null },
];

suite('the consent that a manager reports by IAB TCF', () => {
  for (const { says, data, gives } of rows) test(says, () => assert.deepEqual(readTcf(data), gives));

  test('whatever it tells, it is a state or none', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (data, purpose) => {
        for (const reported of [data, aTcData({ purpose: data }), aTcData({ purpose: { consents: purpose } })]) {
          const state = readTcf(reported);
          assert.ok(state === null || Object.values(state).every((answer) => typeof answer === 'boolean'));
        }
      }),
    );
  });
});
