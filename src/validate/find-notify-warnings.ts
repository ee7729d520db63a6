import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Finds nodes that name a webhook in a config without an endpoint: nothing can send to it. */
export function findNotifyWarnings(config: unknown): Found[] {
  if (own(own(config, 'jwt'), 'verifyEndpoint') !== undefined) return [];
  if (own(own(config, 'sealing'), 'endpoint') !== undefined) return [];
  const found: Found[] = [];
  const open: [value: unknown, at: string][] = ['features', 'subRules'].map((name) => [own(config, name), `/${name}`]);
  const seen = new Set<unknown>();
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, at] = next;
    if (!(isRecord(value) || Array.isArray(value)) || seen.has(value)) continue;
    seen.add(value);
    const webhook = own(value, 'webhook');
    if (own(value, 'type') === 'notify' && typeof webhook === 'string') {
      const says = `"${webhook.slice(0, 80)}" gets nothing: the config names no endpoint ("jwt.verifyEndpoint") that sends to webhooks.`;
      found.push(createWarning('webhook-unreachable', `${at}/webhook`, says));
    }
    for (const [name, member] of Object.entries(value)) open.push([member, at + toPointer(name)]);
  }
  return found;
}
