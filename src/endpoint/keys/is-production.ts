/** Whether this process says that it is in production, by `NODE_ENV`. Runtimes without such a thing are not. */
export function isProduction(): boolean {
  try {
    const { process } = globalThis as { readonly process?: { readonly env?: { readonly NODE_ENV?: string } } };
    return process?.env?.NODE_ENV === 'production';
  } catch {
    // Deno asks before it lets anybody read a variable.
    return false;
  }
}
