/** The claims of a token that verified. Objects in them have no prototype, so a claim's name never finds an inherited member. */
export type Claims = Readonly<Record<string, unknown>>;

/** A reader's record in the publisher's user store: attributes by name. */
export type UserRecord = Readonly<Record<string, unknown>>;

/** State of a token: `none` without one, `unreachable` when it could not be checked. */
export type TokenStatus = 'none' | 'valid' | 'expired' | 'invalid' | 'unreachable';
