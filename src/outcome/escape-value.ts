const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for markup. */
export function escapeValue(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
