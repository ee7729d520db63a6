import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readGpp } from '../../../../src/page/facts/read-gpp.js';

/** The argument of a listener (CMP API 1.1), with some sections. */
function anEvent(parsedSections: unknown, signalStatus = 'ready'): Record<string, unknown> {
  return {
    eventName: 'signalStatus',
    listenerId: 2,
    data: signalStatus,
    pingData: {
      gppVersion: '1.1',
      cmpStatus: 'loaded',
      cmpDisplayStatus: 'hidden',
      signalStatus,
      supportedAPIs: ['7:usnat', '8:usca'],
      cmpId: 31,
      sectionList: [7],
      applicableSections: [7],
      gppString: 'DBABLA~BVQqAAAAAgA.QA',
      parsedSections,
    },
  };
}

/** The national section's core segment: the reader was notified, and did not opt out of anything. */
function aCore(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    Version: 1,
    SharingNotice: 1,
    SaleOptOutNotice: 1,
    SaleOptOut: 2,
    SharingOptOut: 2,
    TargetedAdvertisingOptOut: 2,
    SensitiveDataProcessing: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    MspaCoveredTransaction: 2,
    ...changes,
  };
}

const ALL = { sale: true, sharing: true, 'targeted-advertising': true };
const NONE = { sale: false, sharing: false, 'targeted-advertising': false };

const rows: readonly { says: string; event: unknown; gives: unknown }[] = [
  { says: 'the reader opted out of nothing', event: anEvent({ usnat: [aCore()] }), gives: ALL },
  {
    says: 'the reader opted out of the sale of their data',
    event: anEvent({ usnat: [aCore({ SaleOptOut: 1 })] }),
    gives: { ...ALL, sale: false },
  },
  {
    says: 'the reader opted out of sharing it and of advertising by it',
    event: anEvent({ usnat: [aCore({ SharingOptOut: 1, TargetedAdvertisingOptOut: 1 })] }),
    gives: { ...NONE, sale: true },
  },
  {
    says: 'a field that is not applicable is left out',
    event: anEvent({ usnat: [aCore({ SharingOptOut: 0 })] }),
    gives: { sale: true, 'targeted-advertising': true },
  },
  {
    says: 'a section that knows fewer things says less',
    event: anEvent({ usca: [{ Version: 1, SaleOptOut: 2, SharingOptOut: 1 }] }),
    gives: { sale: true, sharing: false },
  },
  {
    says: 'a section as one object of all its fields',
    event: anEvent({ usnat: aCore({ SaleOptOut: 1, GpcSegmentType: 1, Gpc: false }) }),
    gives: { ...ALL, sale: false },
  },
  {
    says: 'of two sections the one that opts out counts',
    event: anEvent({ usva: [{ SaleOptOut: 2 }], usca: [{ SaleOptOut: 1 }] }),
    gives: { sale: false },
  },
  {
    says: 'whichever comes first',
    event: anEvent({ usva: [{ SaleOptOut: 1 }], usca: [{ SaleOptOut: 2 }] }),
    gives: { sale: false },
  },
  {
    says: 'a segment that carries Global Privacy Control opts out of all',
    event: anEvent({ usnat: [aCore(), { SubsectionType: 1, Gpc: true }] }),
    gives: NONE,
  },
  {
    says: 'a segment that carries its absence changes nothing',
    event: anEvent({ usnat: [aCore(), { SubsectionType: 1, Gpc: false }] }),
    gives: ALL,
  },
  {
    says: 'sections of other countries say nothing of it',
    event: anEvent({ tcfcav1: [{ SaleOptOut: 1 }] }),
    gives: {},
  },
  { says: 'no section applies', event: anEvent({}), gives: {} },
  { says: 'the signal is not ready', event: anEvent({ usnat: [aCore()] }, 'not ready'), gives: null },
  {
    says: 'only the stub is there',
    event: { eventName: 'listenerRegistered', listenerId: 1, data: true, pingData: { cmpStatus: 'stub' } },
    gives: null,
  },
  { says: 'sections of another shape', event: anEvent([aCore()]), gives: {} },
  {
    says: 'values of another type',
    event: anEvent({ usnat: [aCore({ SaleOptOut: '1' }), 'usnat', null] }),
    gives: { sharing: true, 'targeted-advertising': true },
  },
  { says: 'nothing', event: null, gives: null },
  { says: 'an event without the manager’s state', event: { eventName: 'error', data: 'broken' }, gives: null },
];

suite('the consent that a manager reports by IAB GPP', () => {
  for (const { says, event, gives } of rows) test(says, () => assert.deepEqual(readGpp(event), gives));

  test('whatever it tells, it is a state or none', () => {
    fc.assert(
      fc.property(fc.anything(), (reported) => {
        for (const event of [
          reported,
          anEvent(reported),
          anEvent({ usnat: reported }),
          anEvent({ usnat: [reported] }),
        ]) {
          const state = readGpp(event);
          assert.ok(state === null || Object.values(state).every((answer) => typeof answer === 'boolean'));
        }
      }),
    );
  });
});
