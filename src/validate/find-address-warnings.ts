import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { isAddress } from '../outcome/fill-part.js';
import { findRefusedAddresses } from '../outcome/fill-template.js';
import { createWarning, type Found } from './mistake.js';

const ADVICE =
  'Write scheme and host out, or use triple braces for a value that only you or your identity provider write.';

/**
 * Finds addresses of components that lead nowhere, whatever their values are, with the code of the fault that a page reports:
 * a value is their scheme or their host.
 */
export function findAddressWarnings(config: unknown): Found[] {
  const components = own(config, 'components');
  if (!isRecord(components)) return [];
  return Object.entries(components).flatMap(([id, component]) => findIn(component, `/components${toPointer(id)}`));
}

function findIn(component: unknown, at: string): Found[] {
  const found: Found[] = [];
  const seen = new Set<unknown>();
  const open: (readonly [value: unknown, member: string])[] = [[component, '']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, member] = next;
    if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [name, inside] of Object.entries(value)) open.push([inside, `${member}/${toPointer(name).slice(1)}`]);
    } else if (typeof value === 'string') {
      const refusals = describe(value, member.slice(1), component);
      found.push(...refusals.map((message) => createWarning('address-refused', at + member, `${message} ${ADVICE}`)));
    }
  }
  return found;
}

function describe(template: string, member: string, component: unknown): readonly string[] {
  // Variables are filled in, and not filled themselves.
  if (!template.includes('{{') || member.startsWith('variables/')) return [];
  if (member === 'html') return findRefusedAddresses(template);
  return isAddress(member, component) ? findRefusedAddresses(template, false) : [];
}
