import { assert } from '@open-wc/testing';
import { watchConsent } from '../../src/page/facts/watch-consent.js';
import type { Consent } from '../../src/facts/read-consent.js';
import { installGpp, installTcf, removeManagers } from '../support/consent-managers.js';
import { override } from '../support/override.js';

const undo: (() => void)[] = [];

/** Watches for the length of a test. @returns The reported consent, in order. */
function watch(patience?: number): Consent[] {
  const reported: Consent[] = [];
  undo.push(watchConsent((consent) => reported.push(consent), patience));
  return reported;
}

function setPrivacyControl(value: unknown): void {
  undo.push(override(navigator, 'globalPrivacyControl', { value }));
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const granted = (reported: readonly Consent[]): string[] =>
  reported.map((consent) =>
    Object.keys(consent)
      .filter((purpose) => consent[purpose])
      .join(' '),
  );

const OPTED_OUT = { sale: false, sharing: false, 'targeted-advertising': false };

afterEach(() => {
  undo.splice(0).forEach((back) => back());
  removeManagers();
  document.querySelectorAll('[id="__tcfapi"],[id="__gpp"]').forEach((element) => element.remove());
});

describe('consent by IAB TCF', () => {
  it('reports the reader’s choice, though only the stub is there at first', () => {
    const manager = installTcf();
    const reported = watch();
    manager.load();
    manager.tell({ eventStatus: 'cmpuishown' });
    assert.deepEqual(reported, []);
    manager.tell({ eventStatus: 'useractioncomplete', purpose: { consents: { 1: true, 3: false } } });

    assert.deepEqual(granted(reported), ['1']);
    assert.hasAllKeys(
      reported[0],
      Array.from({ length: 11 }, (_, index) => String(index + 1)),
    );
  });

  it('is known at once for a reader who chose before', () => {
    const manager = installTcf();
    manager.load();
    manager.tell({ eventStatus: 'tcloaded', purpose: { consents: { 1: true, 2: true } } });

    assert.deepEqual(granted(watch()), ['1 2']);
  });

  it('is reported again when the reader chooses otherwise, and only then', () => {
    const manager = installTcf();
    const reported = watch();
    manager.load();
    manager.tell({ eventStatus: 'tcloaded', purpose: { consents: { 1: true } } });
    manager.tell({});
    manager.tell({ eventStatus: 'cmpuishown', purpose: { consents: {} } });
    manager.tell({ eventStatus: 'useractioncomplete', purpose: { consents: { 2: true } } });
    manager.tell({ eventStatus: 'useractioncomplete', purpose: { consents: {} } });

    assert.deepEqual(granted(reported), ['1', '2', '']);
  });

  it('is not asked for where the GDPR does not apply', () => {
    const manager = installTcf();
    const reported = watch();
    manager.load();
    manager.tell({ eventStatus: 'tcloaded', gdprApplies: false });

    assert.deepEqual(granted(reported), ['1 2 3 4 5 6 7 8 9 10 11']);
  });
});

describe('consent by IAB GPP', () => {
  it('is reported when the signal is ready', () => {
    const manager = installGpp();
    const reported = watch();
    assert.deepEqual(reported, []);
    manager.tell({ usnat: [{ SaleOptOut: 1, SharingOptOut: 2, TargetedAdvertisingOptOut: 0 }] });

    assert.deepEqual(reported, [{ sale: false, sharing: true }]);
  });

  it('stays as it was while the signal is being changed', () => {
    const manager = installGpp();
    const reported = watch();
    manager.tell({ usnat: [{ SaleOptOut: 2 }] });
    manager.tell({ usnat: [{ SaleOptOut: 1 }] }, 'not ready');
    assert.deepEqual(reported, [{ sale: true }]);
    manager.tell({ usnat: [{ SaleOptOut: 1 }] });

    assert.deepEqual(reported, [{ sale: true }, { sale: false }]);
  });

  it('counts beside that by TCF', () => {
    const tcf = installTcf();
    const gpp = installGpp();
    const reported = watch();
    gpp.tell({ usca: [{ SaleOptOut: 2 }] });
    tcf.load();
    tcf.tell({ eventStatus: 'tcloaded', purpose: { consents: { 4: true } } });

    assert.deepEqual(granted(reported), ['sale', '4 sale']);
  });
});

describe('Global Privacy Control', () => {
  it('opts out at once', () => {
    setPrivacyControl(true);

    assert.deepEqual(watch(), [OPTED_OUT]);
  });

  it('goes before what a consent manager says', () => {
    setPrivacyControl(true);
    const manager = installGpp();
    const reported = watch();
    manager.tell({ usnat: [{ SaleOptOut: 2, SharingOptOut: 2, TargetedAdvertisingOptOut: 2 }] });

    assert.deepEqual(reported, [OPTED_OUT]);
  });

  it('leaves the purposes of TCF alone', () => {
    setPrivacyControl(true);
    const manager = installTcf();
    const reported = watch();
    manager.load();
    manager.tell({ eventStatus: 'tcloaded', purpose: { consents: { 1: true } } });

    assert.deepEqual(granted(reported), ['', '1']);
    assert.include(reported[1], OPTED_OUT);
  });

  for (const value of [false, undefined, null, 1, '1']) {
    it(`says nothing as ${String(value)}`, () => {
      setPrivacyControl(value);

      assert.deepEqual(watch(), []);
    });
  }
});

describe('an object that is not a consent manager', () => {
  type Listener = (...args: unknown[]) => void;

  /** A function under both names that does something with the listener it is given. */
  function installBoth(act: (listener: Listener) => void): void {
    const api = (command: string, ...args: unknown[]): void => {
      if (command === 'addEventListener') act(args.find((arg) => typeof arg === 'function') as Listener);
      else throw new Error('no such command');
    };
    Object.assign(window, { __tcfapi: api, __gpp: api });
  }

  const broken: readonly { says: string; act: (listener: Listener) => void }[] = [
    { says: 'throws', act: () => assert.fail('broken') },
    { says: 'never answers', act: () => {} },
    { says: 'answers without arguments', act: (listener) => listener() },
    { says: 'answers null', act: (listener) => listener(null, true) },
    { says: 'answers text', act: (listener) => listener('tcloaded', true) },
    {
      says: 'answers that it failed',
      act: (listener) =>
        listener({ eventStatus: 'tcloaded', gdprApplies: false, pingData: { signalStatus: 'ready' } }, false),
    },
    {
      says: 'answers what throws when it is read',
      act: (listener) => {
        const hostile = new Proxy(
          {},
          { get: () => assert.fail('hostile'), getOwnPropertyDescriptor: () => assert.fail() },
        );
        listener(hostile, true);
        listener({ eventStatus: 'tcloaded', purpose: { consents: hostile }, pingData: hostile }, true);
        listener({ pingData: { signalStatus: 'ready', parsedSections: { usnat: [hostile] } } }, true);
      },
    },
  ];
  for (const { says, act } of broken) {
    it(`and ${says} reports nothing and harms nothing`, () => {
      installBoth(act);
      const reported = watch();
      const stop = undo.pop()!;

      assert.deepEqual(reported, []);
      assert.doesNotThrow(stop);
    });
  }

  it('but an element of that name reports nothing', () => {
    document.body.insertAdjacentHTML('beforeend', '<object id="__tcfapi"></object><form id="__gpp"></form>');

    assert.deepEqual(watch(), []);
  });

  it('and throws when it is left harms nothing', () => {
    installTcf();
    watch();
    Object.assign(window, { __tcfapi: () => assert.fail('left') });

    assert.doesNotThrow(undo.pop()!);
  });

  it('and is gone when it is left harms nothing', () => {
    installTcf();
    watch();
    removeManagers();

    assert.doesNotThrow(undo.pop()!);
  });
});

describe('a consent manager that comes late', () => {
  it('is found', async () => {
    const reported = watch();
    await after(300);
    const manager = installTcf();
    manager.load();
    manager.tell({ eventStatus: 'tcloaded', purpose: { consents: { 1: true } } });
    await after(600);

    assert.deepEqual(granted(reported), ['1']);
  });

  it('is found beside one that was there', async () => {
    const gpp = installGpp();
    const reported = watch();
    gpp.tell({ usnat: [{ SaleOptOut: 2 }] });
    await after(300);
    const tcf = installTcf();
    tcf.load();
    tcf.tell({ eventStatus: 'tcloaded', purpose: { consents: { 1: true } } });
    await after(600);

    assert.deepEqual(granted(reported), ['sale', '1 sale']);
  });

  it('is not waited for longer than was asked', async () => {
    const reported = watch(250);
    await after(800);
    const manager = installTcf();
    manager.load();
    await after(400);

    assert.equal(manager.listeners.size, 0);
    assert.deepEqual(reported, []);
  });

  it('is not waited for after watching has ended', async () => {
    watch();
    undo.pop()!();
    const manager = installTcf();
    manager.load();
    await after(400);

    assert.equal(manager.listeners.size, 0);
  });
});

describe('after watching has ended', () => {
  it('listeners are taken back', () => {
    const tcf = installTcf();
    const gpp = installGpp();
    watch();
    tcf.load();
    assert.deepEqual([tcf.listeners.size, gpp.listeners.size], [1, 1]);
    undo.pop()!();

    assert.deepEqual([tcf.listeners.size, gpp.listeners.size], [0, 0]);
  });

  it('nothing is reported, though the manager still answers', () => {
    let listener: ((data: unknown, success: boolean) => void) | null = null;
    Object.assign(window, {
      __tcfapi: (command: string, _version: number, callback: typeof listener) => {
        if (command === 'addEventListener') listener = callback;
      },
    });
    const reported = watch();
    undo.pop()!();
    listener!({ eventStatus: 'tcloaded', gdprApplies: true, purpose: { consents: { 1: true } } }, true);

    assert.deepEqual(reported, []);
  });
});
