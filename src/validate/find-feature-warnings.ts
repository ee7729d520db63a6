import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Finds features that are shown to all readers, and rules for user states that no reader can have. */
export function findFeatureWarnings(config: unknown): Found[] {
  const features = own(config, 'features');
  if (!isRecord(features)) return [];
  return Object.keys(features).flatMap((id) => {
    const feature = own(features, id);
    const rules = own(feature, 'rules');
    const at = `/features${toPointer(id)}`;
    if (!isRecord(feature)) return [];
    if (rules === undefined)
      return [createWarning('shown-to-all', at, 'has no rules, so every reader is shown the content.')];
    return isRecord(rules) ? findStateWarnings(rules, `${at}/rules`, config) : [];
  });
}

function findStateWarnings(rules: unknown, at: string, config: unknown): Found[] {
  const found: Found[] = [];
  const jwt = own(config, 'jwt');
  const lacks = (member: string): boolean => own(jwt, member) === undefined;
  if (own(rules, 'anonymous') === undefined) {
    const says = 'has no step for "anonymous", so readers who are not signed in are shown the content.';
    found.push(createWarning('shown-to-all', at, says));
  }
  if (own(rules, 'registered') !== undefined && lacks('userMapping')) {
    const says = 'applies to no reader: without jwt.userMapping, no reader is registered.';
    found.push(createWarning('state-unreachable', `${at}/registered`, says));
  }
  if (own(rules, 'customer') !== undefined && lacks('productSyncing')) {
    const says = 'applies to no reader: without jwt.productSyncing, no reader has a product.';
    found.push(createWarning('state-unreachable', `${at}/customer`, says));
  }
  return found;
}
