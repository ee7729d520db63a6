import { launch, type Browser, type LaunchOptions } from 'puppeteer-core';
import { findChromium } from './find-chromium.js';

// The test runner ends a file that takes too long by SIGTERM. Puppeteer's own answer closes the browser and leaves the
// process waiting for whatever else is open; an exit takes the browser along and is over.
process.once('SIGTERM', () => process.exit(143));

/** Puppeteer's options, and whether the whole browser is needed: see `findChromium`. */
export interface ChromiumOptions extends LaunchOptions {
  readonly whole?: boolean;
}

/**
 * Starts a headless Chromium for an end-to-end test or a bench. The caller closes it.
 *
 * @param options - Laid over the defaults; `args` are added to them.
 */
export async function launchChromium({ whole = false, ...options }: ChromiumOptions = {}): Promise<Browser> {
  const { executablePath, args, env, headless } = await findChromium(process.env, whole);
  return launch({
    executablePath,
    env,
    headless,
    handleSIGTERM: false,
    ...options,
    args: [...args, ...(options.args ?? [])],
  });
}
