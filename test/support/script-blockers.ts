/**
 * Small models of consent managers, which run in a page: each has `window.agree(granted)`, which is the reader's answer, and does
 * to blocked scripts and to listeners what the product does by its documents. `CookieConsent` is the product itself.
 */

/** Puts scripts that run in the place of those that wait, with the same attributes. */
type Unblock = (selector: string) => void;

declare global {
  interface Window {
    /** The reader's answer. */
    agree: (granted: boolean) => void;
    unblock: Unblock;
  }
}

/** Sets `window.unblock`. Sent to the page as text. */
export function installUnblock(): void {
  window.unblock = (selector) => {
    for (const script of document.querySelectorAll<HTMLScriptElement>(selector)) {
      const copy = document.createElement('script');
      for (const { name, value } of script.attributes) copy.setAttribute(name, value);
      copy.type = 'text/javascript';
      if (script.dataset['src']) copy.src = script.dataset['src'];
      copy.text = script.text;
      script.replaceWith(copy);
    }
  };
}

/**
 * Tells the active categories on every page and with every change; unblocks by class.
 *
 * @see https://developer.onetrust.com/onetrust/docs/javascript-events-guide
 * @see https://my.onetrust.com/articles/en_US/Knowledge/UUID-518074a1-a6da-81c3-be52-bae7685d9c94 "JavaScript Type Re-Writing"
 */
export function installOneTrust(): void {
  window.agree = (granted) => {
    const detail = granted ? ['C0001', 'C0002', 'C0003', 'C0004'] : ['C0001'];
    if (granted) window.unblock('script[type="text/plain"].optanon-category-C0003');
    window.dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail }));
  };
  addEventListener('DOMContentLoaded', () => {
    window.dispatchEvent(new CustomEvent('OneTrustGroupsUpdated', { detail: ['C0001'] }));
  });
}

/**
 * @see https://www.cookiebot.com/en/developer/ its events
 * @see https://support.cookiebot.com/hc/en-us/articles/4405978132242-Manual-Markup-Guide
 */
export function installCookiebot(): void {
  const consent = { necessary: true, preferences: false, statistics: false, marketing: false };
  Object.assign(window, { Cookiebot: { consent } });
  window.agree = (granted) => {
    Object.assign(consent, { preferences: granted, statistics: granted, marketing: granted });
    if (granted) window.unblock('script[type="text/plain"][data-cookieconsent~="preferences"]');
    window.dispatchEvent(new Event(granted ? 'CookiebotOnAccept' : 'CookiebotOnDecline'));
    window.dispatchEvent(new Event('CookiebotOnConsentReady'));
  };
}

/** @see https://usercentrics.com/docs/web/features/v2/events_v2/events_v2/ `consent_status` */
export function installUsercentrics(): void {
  const report = (action: string, type: string, functional: boolean): void => {
    const ucCategory = { essential: true, functional, marketing: functional ? true : null };
    const detail = { action, event: 'consent_status', type, Zephr: functional, ucCategory };
    window.dispatchEvent(new CustomEvent('ucEvent', { detail }));
  };
  window.agree = (granted) => {
    if (granted) window.unblock('script[type="text/plain"][data-usercentrics="Zephr"]');
    report(granted ? 'onAcceptAllServices' : 'onDenyAllServices', 'explicit', granted);
  };
  addEventListener('DOMContentLoaded', () => report('onInitialPageLoad', 'implicit', false));
}

/**
 * Calls the callback of each service when it starts and with every change; unblocks by name.
 *
 * @see https://github.com/kiprotect/klaro, src/consent-manager.js, `applyConsents` and `updateServiceElements`
 */
export function installKlaro(): void {
  interface Service {
    readonly name: string;
    readonly callback?: (consent: boolean, service: unknown) => void;
  }
  window.agree = (granted) => {
    const { klaroConfig } = window as { klaroConfig?: { readonly services: readonly Service[] } };
    if (granted) window.unblock('script[type="text/plain"][data-name="zephr"]');
    for (const service of klaroConfig?.services ?? []) service.callback?.(granted, service);
  };
  addEventListener('DOMContentLoaded', () => window.agree(false));
}

/** Answers the product's own dialog; it is loaded by a script tag. */
export function installCookieConsent(): void {
  const { CookieConsent } = window as unknown as {
    CookieConsent: { acceptCategory: (categories: string | readonly string[]) => void };
  };
  window.agree = (granted) => CookieConsent.acceptCategory(granted ? 'all' : []);
}

/** The managers, in the order of the guide. */
export const MANAGERS: Readonly<Record<string, () => void>> = {
  OneTrust: installOneTrust,
  Cookiebot: installCookiebot,
  Usercentrics: installUsercentrics,
  Klaro: installKlaro,
  CookieConsent: installCookieConsent,
};
