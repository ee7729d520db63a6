/** Variables that platforms set. */
const VARIABLES = ['AWS_LAMBDA_FUNCTION_NAME', 'DENO_DEPLOYMENT_ID'];

/**
 * Tells whether the platform runs the endpoint in many processes that live for a short time, so that memory counts wrongly even
 * for one server: Cloudflare Workers, AWS Lambda, Deno Deploy.
 */
export function isScattered(): boolean {
  try {
    const { navigator, process } = globalThis as {
      readonly navigator?: { readonly userAgent?: string };
      readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
    };
    return (
      navigator?.userAgent === 'Cloudflare-Workers' || VARIABLES.some((name) => process?.env?.[name] !== undefined)
    );
  } catch {
    // Deno may refuse to read variables.
    return false;
  }
}
