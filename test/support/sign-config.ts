import { signToken, type TokenWish } from './sign-token.js';

/** Signs the text of a config with a library of this suite's own, not with the command. */
export function signConfigText(text: string, { header, ...wish }: TokenWish = {}): string {
  const jws = signToken({
    header: { typ: 'zephr-config+jws', iat: 1_790_000_000, ...header },
    payloadText: text,
    ...wish,
  });
  const [protectedHeader, , signature] = jws.split('.');
  return `${protectedHeader}..${signature}`;
}
