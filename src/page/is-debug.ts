/** Debug is asked for by `?zephr-debug` in the address, or by Zephr's own storage key `zephrBrowserDebug`. */
export function isDebug(): boolean {
  try {
    return /[?&]zephr-debug\b/.test(location.search) || localStorage.getItem('zephrBrowserDebug') === 'true';
  } catch {
    return false;
  }
}
