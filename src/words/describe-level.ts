import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';

/**
 * Describes how the content of a feature is protected, as its publisher states it.
 *
 * @returns `hidden`, `withheld` or `sealed`, and what that means in brackets.
 * @example describeLevel(config, 'articles') // 'sealed (keys: endpoint /zephr/keys)'
 */
export function describeLevel(config: Config, feature: string): string {
  switch (own(own(config.features, feature), 'protection')) {
    case 'sealed':
      return `sealed (keys: ${describeKeys(config)})`;
    case 'withheld':
      return 'withheld (not in the page; your server sends it after its own decision)';
    default:
      return "hidden (in the page; anyone can read it in the page's source)";
  }
}

function describeKeys({ jwt, sealing }: Config): string {
  const verify = jwt?.verifyEndpoint;
  const beside = verify === undefined ? undefined : `${verify.slice(0, verify.lastIndexOf('/') + 1)}keys`;
  const endpoint = sealing?.endpoint ?? beside;
  return endpoint === undefined ? `claim ${sealing?.claim ?? 'zephr_keys'}` : `endpoint ${endpoint}`;
}
