import { defineFeature } from '../components/feature/define.js';
import type { ZephrFeatureElement as FeatureElement } from '../components/feature/feature.js';
import { loadWalls } from '../components/feature/load-walls.js';
import type { Config } from './model/config.js';
import type { ImportedConfig } from './model/define-config.js';
import { findElement, readCookies } from './page/browser.js';
import { installZephr } from './page/boot.js';
import { findTags } from './page/config/config-tag.js';
import { INLINE_CONFIG } from './page/config/inline-config.js';
import type { StartOptions, Zephr } from './page/zephr.js';
import { DEFAULT_COOKIE } from './token/may-have-token.js';
import { createZephrPage } from './page/create-zephr-page.js';
import { startScript } from './start-script.js';

/**
 * Starts the SDK in this page: sets `window.Zephr` and registers `<zephr-feature>`. A second call starts it again.
 *
 * @param configOrUrl - The config, or the address of its JSON.
 * @returns `window.Zephr`, started.
 * @throws {ConfigError} (rejects) When the config is unusable.
 * @throws {Error} (rejects) On a server. Importing this module does nothing there.
 * @example
 * import { startZephr } from 'zephr-onpage';
 * const zephr = await startZephr('/zephr.json');
 */
export async function startZephr<Version extends number = 1>(
  configOrUrl: Config | ImportedConfig<Version> | string | URL,
  options?: StartOptions,
): Promise<Zephr> {
  if (!globalThis.window) throw new Error('startZephr needs a browser: there is no window. Call it in an effect.');
  const page = createZephrPage(findTags(), () => {
    // No token, so most likely the reader sees a wall.
    if (!options?.token && !readCookies().includes(`${DEFAULT_COOKIE}=`)) void loadWalls();
  });
  if (installZephr(page)) defineFeature(page.host);
  await window.Zephr.start(configOrUrl, options);
  return window.Zephr;
}

// A page that loads this module by a tag of its own, as it would load the script.
if (globalThis.window) {
  const tag = findElement('script[src*="zephr.mjs"]');
  if (tag?.dataset['config'] || (tag && findElement(INLINE_CONFIG))) startScript([tag]);
}

/** `<zephr-feature>`: a type alone, as the class is not exported here. */
export type ZephrFeatureElement = FeatureElement;
export { defineConfig, type CheckedConfig, type ImportedConfig } from './model/define-config.js';
export type { FeatureId, FeatureValue, ValueOrFallback } from './model/feature-value.js';
export { ConfigError } from './model/shared-config-error.js';
export type { ConfigErrorCode } from './model/config-error.js';
export type * from './model/config.js';
export type { Decision, DecisionReason, TraceEntry, TrialLeft } from './model/decision.js';
export type {
  FormDataDetail,
  FormFields,
  FormResponseDetail,
  ZephrDismissDetail,
  ZephrEvents,
  ZephrSubmitDetail,
} from './model/events.js';
export type { Fault } from './model/fault.js';
export type { Identity } from './model/identity.js';
export type { Claims, TokenReason, TokenStatus } from './model/token.js';
export type { AccessDetails, Outcomes } from './page/compat/describe-access.js';
export type { Blaize, ZephrFormData } from './page/compat/blaize.js';
export type { ExportedDecision, ReplayInput } from './replay/exported-decision.js';
export type { QueuedCall, StartOptions, Zephr } from './page/zephr.js';
export type { DecideOptions, FactSource } from './visit/visit.js';
