/** Gives the page the colour scheme of the system, now and when it changes. */
export function followColorScheme(): void {
  const isDark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => void document.documentElement.classList.toggle('wa-dark', isDark.matches);
  isDark.addEventListener('change', apply);
  apply();
}
