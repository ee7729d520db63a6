import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { isKey } from '../config/jwt-shape.js';
import { noted, soft } from './notes.js';
import { amount, claimOrPath, oneOf, ownName, split, text, textOrTexts } from './places.js';

/** JOSE names of algorithms (RFC 7518, RFC 8037, RFC 9864). Algorithms of shared secrets are used at the endpoint only. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  ...['HS256', 'HS384', 'HS512'],
];

const jwk = z
  .looseObject({
    kty: text('Type of the key: `EC`, `RSA` or `OKP`.'),
    kid: soft(z.string().describe('Id of the key, as in the header of a token.')).optional(),
    alg: soft(z.string().describe('The only algorithm that the key is used with.')).optional(),
    use: soft(z.string().describe('Use of the key: `sig`, if present.')).optional(),
    crv: soft(z.string().describe('The curve of a key of type `EC` or `OKP`.')).optional(),
    key_ops: soft(z.array(z.string()).describe('Operations that the key is used for: `verify`.')).optional(),
  })
  .meta({ id: 'Jwk', description: 'A public JSON Web Key (RFC 7517).' });

const jwks = z
  .looseObject({ keys: z.array(jwk).describe('The keys.') })
  .meta({ id: 'JwkSet', description: 'A JWK set (RFC 7517, section 5).' });

const pem = z.string().regex(/^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/);

/** A public key. */
export const key = (help: string): z.ZodType => noted(z.union([pem, jwk]).describe(help), { kind: isKey });
/** An address of a server of the publisher: https, or http on loopback. */
export const address = (help: string): z.ZodType => noted(z.string().min(1).describe(help), { kind: isSafeUrl });

/** How tokens are found, verified and mapped. */
export const jwt: z.ZodObject = z
  .strictObject({
    cookie: ownName('Name of the token cookie. Default: `blaize_jwt`.').meta({ default: 'blaize_jwt' }).optional(),
    publicKey: key('Public key: PEM (`BEGIN PUBLIC KEY` or `BEGIN CERTIFICATE`) or a JWK.').optional(),
    jwks: jwks.describe('A JWK set, written into the config.').optional(),
    jwksUrl: address('Address of a JWK set: https, or http on loopback.').optional(),
    verifyEndpoint: address('Address of the endpoint that verifies tokens signed with a shared secret.').optional(),
    refresh: soft(
      address(
        'Address that issues a new token shortly before the current one expires: on the origin of the page, https, or loopback.',
      ),
    ).optional(),
    endpointKey: key('Public key of the assertions that the endpoint signs.').optional(),
    credentials: soft(
      z.boolean().describe('Sends cookies to the endpoint, so the token cookie can be `HttpOnly`.'),
    ).optional(),
    algorithms: z
      .array(oneOf(ALGORITHMS, 'Name of the algorithm.', 'algorithm-unknown').meta({ id: 'Algorithm' }))
      .describe('Restricts the algorithms that the type of the key allows.')
      .optional(),
    issuer: textOrTexts('Accepted issuers: the claim `iss`. With a key set, set this or `audience`.').optional(),
    audience: textOrTexts('Accepted audiences: the claim `aud`.').optional(),
    clockTolerance: amount('Tolerated difference between clocks, in seconds. Default: 0.')
      .meta({ default: 0 })
      .optional(),
    sources: z
      .array(oneOf(['option', 'cookie', 'query'], 'A place to look for the token.').meta({ id: 'TokenSource' }))
      .describe('Where to look for the token, in order; `"query"` reads `?jwt=`. Default: `["option", "cookie"]`.')
      .optional(),
    userMapping: z
      .strictObject({
        foreignUserIdProperty: claimOrPath(
          'Claim that holds the id of the reader, such as `sub`: its name, or a JSONPath that begins with `$`.',
        ),
        split: split('Splits a text into parts; of several, none is an id.'),
      })
      .describe('Makes the reader registered if the token is valid.')
      .optional(),
    productSyncing: z
      .strictObject({
        privateClaimName: claimOrPath(
          'Claim that holds the products of the reader, such as `prod`: its name, or a JSONPath that begins with `$`.',
        ),
        split: split('Splits each text in it into parts: `" "` for `scope`.'),
      })
      .describe('Grants the products whose `claimValue` is in a claim, a text or a list.')
      .optional(),
    userAttributes: z
      .strictObject({
        privateClaimName: claimOrPath('Name of a claim, or a JSONPath that begins with `$`.'),
        split: split('Splits the texts in it into parts.'),
      })
      .describe('Where to find the attributes of the reader.')
      .optional(),
    userStore: z
      .strictObject({ foreignKeySystem: text('Name of the system that issues the id of the reader.') })
      .describe('Looks up the reader in the user store of the publisher.')
      .optional(),
  })
  .meta({
    id: 'JwtConfig',
    description: 'How tokens are found, verified and mapped: the settings of Zephr for JSON Web Tokens.',
  });
