/** Whether `NODE_ENV` of this process is `production`. Runtimes without environment variables are not in production. */
export function isProduction(): boolean {
  try {
    const { process } = globalThis as { readonly process?: { readonly env?: { readonly NODE_ENV?: string } } };
    return process?.env?.NODE_ENV === 'production';
  } catch {
    // Deno may refuse to read variables.
    return false;
  }
}
