/** The factory of Trusted Types, as far as it is used. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { readonly createScriptURL: (address: string) => string };
}

/** Starts a worker of the console's own files. */
export function startWorker(address: string): Worker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('zephr-console', { createScriptURL: (given) => given });
  return new Worker(policy?.createScriptURL(address) ?? address, { type: 'module' });
}
