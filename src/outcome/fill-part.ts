import type { ComponentConfig } from '../model/config.js';
import type { Part, TemplateData } from '../model/part.js';
import { own } from '../lib/own.js';

const TAG = /\{\{\{\s*([\w$.-]+)\s*\}\}\}|\{\{\s*([\w$.-]+)\s*\}\}/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Fills the texts of a component. In `html` values are escaped, but for triple braces as in Mustache; a custom block
 * sanitises its markup afterwards in any case. All other texts are shown as text and need no escaping. A component's own
 * `variables` can be named too.
 */
export function fillPart({ id, config }: Part, data: TemplateData): Part {
  const variables = own(config, 'variables');
  return { id, config: fill(config, variables === undefined ? data : { ...data, variables }, '') as ComponentConfig };
}

function fill(value: unknown, data: TemplateData, name: string): unknown {
  if (typeof value === 'string') return value.includes('{{') ? fillText(value, data, name === 'html') : value;
  if (Array.isArray(value)) return value.map((item) => fill(item, data, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fill(member, data, key)]));
}

function fillText(template: string, data: TemplateData, html: boolean): string {
  return template.replace(TAG, (_tag, raw: string | undefined, escaped: string | undefined) => {
    const value = (raw ?? escaped)!.split('.').reduce<unknown>(own, data);
    const text = value === undefined || value === null || typeof value === 'object' ? '' : String(value);
    return html && raw === undefined ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text;
  });
}
