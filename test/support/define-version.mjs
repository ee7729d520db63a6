/** What the build does for `__VERSION__`, for tests that run the sources as they are. */
import { readFileSync } from 'node:fs';

globalThis.__VERSION__ = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
