/** The factory of Trusted Types, as far as it is used. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { readonly createScriptURL: (address: string) => string };
}

/** Starts workers of the console's own files. */
export function startWorkers(addresses: readonly string[]): Worker[] {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('zephr-console', { createScriptURL: (given) => given });
  return addresses.map((address) => new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' }));
}
