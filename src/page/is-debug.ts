/** Debug is asked for by `?zephr-debug` in the address, or by Zephr's own storage key `zephrBrowserDebug`. */
export function isDebug(): boolean {
  try {
    return location.search.includes('zephr-debug') || localStorage['zephrBrowserDebug'] === 'true';
  } catch {
    return false;
  }
}
