import { findNodes } from '../config/find-nodes.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { findUnprovable } from './find-unprovable.js';
import { createWarning, type Found } from './mistake.js';

/** Nodes that count, and nodes that only the endpoint can judge. */
const COUNTED = new Set([
  'trial',
  'time-trial',
  'gift',
  'on-premises',
  'bypass',
  'promo',
  'active-sessions',
  'content',
]);

/** Finds sealed features whose seals protect less than their publisher expects, and features whose level of protection is not stated. */
export function findProtectionWarnings(config: unknown): Found[] {
  const features = own(config, 'features');
  if (!isRecord(features)) return [];
  const ids = Object.keys(features);
  const levelOf = (id: string): unknown => own(own(features, id), 'protection');
  const isStated = ids.some((id) => levelOf(id) !== undefined);
  return ids.flatMap((id) => {
    const at = `/features${toPointer(id)}`;
    const level = levelOf(id);
    if (level === 'sealed') return findSealWarnings(own(features, id), at, config);
    if (level !== undefined || !isStated || !isRecord(own(features, id))) return [];
    const says = 'has no "protection", and other features have one: its content is in the page in clear.';
    return [createWarning('protection-missing', at, says)];
  });
}

function findSealWarnings(feature: unknown, at: string, config: unknown): Found[] {
  const rules = own(feature, 'rules');
  const anonymous = own(rules, 'anonymous');
  const subRules = own(config, 'subRules') as Parameters<typeof findNodes>[1];
  const types = (all: readonly unknown[]): string[] => findNodes(all, subRules).map(({ type }) => type);
  const found: Found[] = [];
  if (own(feature, 'fallback') === 'show') {
    const says = 'cannot show what is sealed: without an answer there is no key.';
    found.push(createWarning('seal-fallback', `${at}/fallback`, says));
  }
  if (anonymous === undefined || anonymous === 'show' || own(anonymous, 'content') === 'show') {
    const says = 'shows the content to every reader, so the seal protects nothing.';
    found.push(createWarning('seal-for-all', anonymous === undefined ? at : `${at}/rules/anonymous`, says));
  }
  if (!hasEndpoint(config)) {
    if (own(own(config, 'sealing'), 'claim') === undefined) {
      const says = 'says "sealed", and the config has neither an endpoint that releases keys nor "sealing.claim".';
      found.push(createWarning('seal-unopenable', `${at}/protection`, says));
    } else if (types(Object.values(isRecord(rules) ? rules : {})).some((type) => COUNTED.has(type))) {
      const says = 'says "sealed", and its rules count or ask the endpoint, which has to release the keys.';
      found.push(createWarning('seal-unopenable', `${at}/protection`, says));
    }
  }
  if (types([anonymous]).some((type) => type === 'trial' || type === 'time-trial')) {
    const says = 'counts anonymous readers, who can make up new ids: such a trial is a courtesy and no lock.';
    found.push(createWarning('seal-anonymous-trial', `${at}/rules/anonymous`, says));
  }
  const says = 'opens sealed content by what no endpoint can know, so no key is released on this way.';
  const gates = findUnprovable(rules, `${at}/rules`, config);
  return [...found, ...gates.map((gate) => createWarning('seal-unprovable', gate, says))];
}

function hasEndpoint(config: unknown): boolean {
  return (
    own(own(config, 'sealing'), 'endpoint') !== undefined || own(own(config, 'jwt'), 'verifyEndpoint') !== undefined
  );
}
