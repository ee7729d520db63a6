import { launch, type Browser } from 'puppeteer-core';
import { findFirefox } from './find-others.js';

process.once('SIGTERM', () => process.exit(143));

/** Starts a headless stock Firefox over WebDriver BiDi; `null` where none is installed. The caller closes it. */
export async function launchFirefox(): Promise<Browser | null> {
  const executablePath = await findFirefox();
  if (executablePath === null) return null;
  return launch({ browser: 'firefox', executablePath, headless: true, handleSIGTERM: false });
}
