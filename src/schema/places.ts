import { z } from 'zod';
import type { ConfigErrorCode } from '../model/config-error.js';
import { isAmount } from '../config/check-shape.js';
import { NOTIFICATION_NAME } from '../config/notification-names.js';
import { parsePath } from '../lib/parse-path.js';
import { noted, type Catalogue } from './notes.js';

/** Text that is not empty. */
export function text(help: string): z.ZodString {
  return z.string().min(1).describe(help);
}

/** A text, or a list of them. */
export function textOrTexts(help: string): z.ZodType {
  return z.union([z.string().min(1), z.array(z.string().min(1))]).describe(help);
}

/** A number of at least 0. */
export function amount(help: string): z.ZodNumber {
  return noted(z.number().min(0).describe(help), { kind: isAmount });
}

/** A whole number of at least `minimum`. */
export function count(help: string, minimum = 0): z.ZodType {
  // The library's own whole numbers end at 2^53.
  return z.number().min(minimum).refine(Number.isInteger).meta({ type: 'integer', description: help });
}

/** One of a few texts. */
export function oneOf(words: readonly string[], help: string, error: ConfigErrorCode = 'value-unknown'): z.ZodType {
  return z.enum(words, { error }).describe(help);
}

/** Entries by id. */
export function mapOf(entry: z.ZodType, help: string): z.ZodType {
  return z.record(z.string(), entry).describe(help);
}

/** The name of a notification, or of a webhook. */
export function notificationName(help: string): z.ZodString {
  const error = 'notification-invalid';
  return z.string({ error }).regex(NOTIFICATION_NAME, { error }).describe(help);
}

/** A name that is taken as it is, where a JSONPath would not be followed. */
export function ownName(help: string): z.ZodType {
  return noted(text(help), { refers: 'names' });
}

/** The text between the parts of a claim. */
export function split(help: string): z.ZodType {
  return text(help).optional();
}

/** The name of a claim, or a JSONPath when it begins with `$`. */
export function claimOrPath(help: string): z.ZodType {
  return noted(nameOrPath(help), { refers: 'claims' });
}

/** A name, or a JSONPath when it begins with `$`. */
export function nameOrPath(help: string): z.ZodType {
  const isReadable = (name: string): boolean => !name.startsWith('$') || parsePath(name) !== null;
  return text(help).refine(isReadable, { error: 'jsonpath-invalid' });
}

/**
 * The id of an entry of one of the config's maps.
 *
 * @param error - Code of a value that is not an id.
 * @param missing - Code of a missing value.
 */
export function reference(
  refers: Catalogue,
  help: string,
  error: ConfigErrorCode = 'type-wrong',
  missing: ConfigErrorCode = 'field-missing',
): z.ZodType {
  return noted(z.string({ error }).min(1, { error }).describe(help), { refers, missing });
}
