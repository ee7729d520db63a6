import { launch, type Browser, type LaunchOptions } from 'puppeteer-core';
import { findChromium } from './find-chromium.js';

/**
 * Starts a headless Chromium for an end-to-end test or a bench. The caller closes it.
 *
 * @param options - Laid over the defaults; `args` are added to them.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { executablePath, args, env, headless } = await findChromium();
  return launch({ executablePath, env, headless, ...options, args: [...args, ...(options.args ?? [])] });
}
