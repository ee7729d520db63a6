import { isbot } from 'isbot';
import UAParser from 'ua-parser-js';

/** Kinds of devices, as Zephr's node "Device Type" has them. */
export type Device = 'desktop' | 'mobile' | 'appliance' | 'crawler';

/** Browsers that the node "Browser" distinguishes. */
export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari' | 'opera' | 'samsung' | 'other';

/** Longest user agent that is read, in characters. No browser sends a longer one, and the patterns of the libraries take longer with it. */
const MAX_USER_AGENT_LENGTH = 1024;

/** Televisions and old phones that the library takes for something else. */
const APPLIANCE = /\b(?:hbbtv|inettv|chromecast)/i;
const MOBILE = /\b(?:android|opera mini|j2me)\b/i;

const DEVICES: ReadonlyMap<string | undefined, Device> = new Map([
  ['mobile', 'mobile'],
  ['tablet', 'mobile'],
  ['wearable', 'mobile'],
  ['smarttv', 'appliance'],
  ['console', 'appliance'],
  ['embedded', 'appliance'],
]);

/** The beginning of the library's name for a browser. `Chrome WebView` is not Chrome: it is the window of an app. */
const BROWSERS: readonly (readonly [name: RegExp, browser: Browser])[] = [
  [/^(?:chrome(?! webview)|chromium)/i, 'chrome'],
  [/^edge/i, 'edge'],
  [/^(?:firefox|klar)/i, 'firefox'],
  [/^(?:mobile )?safari/i, 'safari'],
  [/^opera/i, 'opera'],
  [/^samsung/i, 'samsung'],
];

/** Where Safari runs. A PlayStation's browser and others of the engine WebKit take its name elsewhere. */
const SAFARI_SYSTEM = /Mac OS|Windows/;

/**
 * Returns the kind of device that a user agent runs on.
 *
 * Tablets and what is worn are `mobile`; televisions, consoles and cars are `appliance`; whatever isbot knows as no
 * reader, a headless browser included, is `crawler`, as the text says so: only a server can find out whether it is true.
 * Safari on an iPad says that it is a Mac and is `desktop` here. The page knows better, and gives the fact `device`.
 *
 * @param userAgent - As `navigator.userAgent` or the header `User-Agent` has it; without any text, it is `desktop`.
 * @see Zephr documentation, "Device Type".
 */
export function readDevice(userAgent: string): Device {
  const text = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
  if (isbot(text)) return 'crawler';
  if (APPLIANCE.test(text)) return 'appliance';
  return DEVICES.get(new UAParser(text).getDevice().type) ?? (MOBILE.test(text) ? 'mobile' : 'desktop');
}

/**
 * Returns the browser of a user agent, by its maker and not by its engine: Chrome on an iPhone is `chrome`.
 *
 * A page inside an app (Facebook, Instagram, a bare WebView …) is `other`: it has neither the cookies nor the passwords of
 * the reader's browser. So is every browser that is not named here. Brave cannot be distinguished from Chrome.
 *
 * @param userAgent - As for `readDevice`.
 */
export function readBrowser(userAgent: string): Browser {
  const text = userAgent.slice(0, MAX_USER_AGENT_LENGTH);
  const name = new UAParser(text).getBrowser().name ?? '';
  const browser = BROWSERS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
  return browser === 'safari' && !SAFARI_SYSTEM.test(text) ? 'other' : browser;
}
