import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { isKey } from '../config/jwt-shape.js';
import { noted, soft } from './notes.js';
import { amount, claim, claimOrPath, oneOf, text, textOrTexts } from './places.js';

/** JOSE names of algorithms (RFC 7518, RFC 8037, RFC 9864); those of shared secrets count only at the endpoint. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
  ...['HS256', 'HS384', 'HS512'],
];

const jwk = z
  .looseObject({
    kty: text('Type of the key: `EC`, `RSA` or `OKP`.'),
    kid: soft(z.string().describe('Id of the key; a token names it in its header.')).optional(),
    alg: soft(z.string().describe('The one algorithm that it is for.')).optional(),
    use: soft(z.string().describe('`sig`, where it is told.')).optional(),
    crv: soft(z.string().describe('The curve of a key of type `EC` or `OKP`.')).optional(),
    key_ops: soft(z.array(z.string()).describe('What it may be used for: `verify`.')).optional(),
  })
  .meta({ id: 'Jwk', description: 'A public JSON Web Key (RFC 7517).' });

const jwks = z
  .looseObject({ keys: z.array(jwk).describe('The keys.') })
  .meta({ id: 'JwkSet', description: 'A JWK set (RFC 7517, section 5).' });

const pem = z.string().regex(/^\s*-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/);

const key = (help: string): z.ZodType => noted(z.union([pem, jwk]).describe(help), { kind: isKey });
const address = (help: string): z.ZodType => noted(z.string().min(1).describe(help), { kind: isSafeUrl });

/** How tokens are found, verified and mapped. */
export const jwt: z.ZodObject = z
  .strictObject({
    cookie: text('Name of the cookie. `blaize_jwt` unless told.').meta({ default: 'blaize_jwt' }).optional(),
    publicKey: key('Public key: PEM (`BEGIN PUBLIC KEY` or `BEGIN CERTIFICATE`) or a JWK.').optional(),
    jwks: jwks.describe('A JWK set, written in place.').optional(),
    jwksUrl: address('Address of a JWK set: https, or http on loopback.').optional(),
    verifyEndpoint: address('Address that verifies tokens signed with a shared secret.').optional(),
    refresh: soft(
      address(
        'Address that brings a new token shortly before the old one ends: of the page’s own origin, https, or loopback.',
      ),
    ).optional(),
    endpointKey: key('Public key of that endpoint’s signed assertions.').optional(),
    credentials: soft(
      z.boolean().describe('Ask the endpoint with cookies even where the page can read none.'),
    ).optional(),
    algorithms: z
      .array(oneOf(ALGORITHMS, 'Name of the algorithm.', 'algorithm-unknown').meta({ id: 'Algorithm' }))
      .describe('Narrows the algorithms that the key’s own type allows.')
      .optional(),
    issuer: textOrTexts('Whose tokens count: their `iss`. With a key set, give this or `audience`.').optional(),
    audience: textOrTexts('For whom they must have been made: their `aud`.').optional(),
    clockTolerance: amount('Seconds by which clocks may differ. 0 unless told.').meta({ default: 0 }).optional(),
    sources: z
      .array(oneOf(['option', 'cookie', 'query'], 'Where a token may be found.').meta({ id: 'TokenSource' }))
      .describe('Where tokens are looked for, in order. `["option", "cookie"]` unless told; `"query"` reads `?jwt=`.')
      .optional(),
    userMapping: z
      .strictObject({ foreignUserIdProperty: claim('Claim with the reader’s id, such as `sub`.') })
      .describe('Makes the holder of a valid token a registered reader.')
      .optional(),
    productSyncing: z
      .strictObject({ privateClaimName: claim('Claim with the reader’s products, such as `prod`.') })
      .describe('Gives the reader the products whose `claimValue` is in a claim, a text or a list.')
      .optional(),
    userAttributes: z
      .strictObject({ privateClaimName: claimOrPath('A claim, or a JSONPath that begins with `$`.') })
      .describe('Where the attributes of the reader are.')
      .optional(),
    userStore: z
      .strictObject({ foreignKeySystem: text('Name of the system that the reader’s id is of.') })
      .describe('Looks the reader up in the publisher’s user store.')
      .optional(),
  })
  .meta({
    id: 'JwtConfig',
    description: 'How tokens are found, verified and mapped: Zephr’s settings for JSON Web Tokens.',
  });
