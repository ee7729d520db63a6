/** As much of the library as is used; it brings no types of its own. */
declare module 'ua-parser-js' {
  export default class UAParser {
    /** @param userAgent - Of a text, the first 500 characters are looked at. */
    constructor(userAgent: string);
    getBrowser(): { readonly name: string | undefined };
    getDevice(): { readonly type: string | undefined };
  }
}
