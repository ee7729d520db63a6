// Written by `npm run generate` from "homepage" in package.json; changes here are lost.

/** Address of the page of the documentation that explains codes; a code behind it is the anchor of its entry. */
export const CODES_PAGE = 'https://zephr-onpage.github.io/zephr-onpage/reference/codes.html#';
