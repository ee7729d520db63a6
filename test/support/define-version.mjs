/** Defines `__VERSION__` as the build does, for tests that run the sources as they are. */
import { readFileSync } from 'node:fs';

globalThis.__VERSION__ = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
