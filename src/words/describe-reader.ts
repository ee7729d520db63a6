import type { Config, JwtConfig } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { Identity } from '../model/identity.js';
import { findClaimFaults } from '../identity/find-claim-faults.js';

/**
 * Explains the user state of a reader for a feature, in sentences.
 *
 * @param decision - Its feature and its user state are explained.
 */
export function describeReader(decision: Decision, reader: Identity, config: Config): string[] {
  const { feature, userState } = decision;
  const { foreignUserId, products } = reader;
  if (userState === 'anonymous') return [describeAnonymous(reader, config.jwt)];
  if (userState === 'customer') {
    const giving = products.filter((id) => config.products?.[id]?.features.includes(feature));
    return [`Holds ${titlesOf(giving, config)}, with this feature.`];
  }
  const claim = config.jwt?.userMapping?.foreignUserIdProperty;
  return [
    `The token is valid, and its claim ${claim} names the reader: ${JSON.stringify(foreignUserId)}.`,
    products.length > 0 ? `Holds ${titlesOf(products, config)}, without this feature.` : 'Holds no product.',
  ];
}

function describeAnonymous({ token, claims }: Identity, jwt: JwtConfig | undefined): string {
  switch (token.status) {
    case 'none':
      return 'There is no token.';
    case 'expired':
      return 'The token has expired, so its claims do not count.';
    case 'invalid':
      return 'The token is forged or malformed, so its claims do not count.';
    case 'unreachable':
      return 'The token could not be checked, so its claims do not count.';
    case 'valid': {
      const claim = jwt?.userMapping?.foreignUserIdProperty;
      if (claim === undefined)
        return 'The token is valid, but the config says of no claim that it names the reader (jwt.userMapping).';
      const [fault] = findClaimFaults({ jwt: { userMapping: jwt!.userMapping } }, claims);
      return `The token is valid, but ${fault?.says ?? `its claim ${claim} names no reader.`}`;
    }
  }
}

function titlesOf(ids: readonly string[], { products }: Config): string {
  return ids
    .map((id) => {
      const title = products?.[id]?.title;
      return title === undefined || title === id ? id : `${title} (${id})`;
    })
    .join(' and ');
}
