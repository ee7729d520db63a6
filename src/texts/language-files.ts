// Written by `npm run generate` from languages.ts; changes here are lost.
import { FAULT as de } from './de.js';
import { FAULT as fr } from './fr.js';
import { FAULT as es } from './es.js';
import { FAULT as pt } from './pt.js';
import { FAULT as ar } from './ar.js';
import { FAULT as ja } from './ja.js';
import type { Texts } from './texts.js';

/** Loads the words of a language, by primary subtag. */
export const FILES: Readonly<Record<string, () => Promise<{ readonly TEXTS: Texts }>>> = {
  de: () => import('./de.js'),
  fr: () => import('./fr.js'),
  es: () => import('./es.js'),
  pt: () => import('./pt.js'),
  ar: () => import('./ar.js'),
  ja: () => import('./ja.js'),
};

/** The line of a feature that could not be loaded, by primary subtag: every page has it, as no file may arrive then. */
export const FAULTS: Readonly<Record<string, string>> = { de, fr, es, pt, ar, ja };
