/** The languages of a filing pack: of who reads it abroad, and of who takes the filing. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same in each. */
export type Words = Readonly<Record<Language, string>>;

/** A page by its name: `summary.md`, `summary.zh.md`. */
export function pathOf(name: string, language: Language): string {
  return language === 'en' ? `${name}.md` : `${name}.${language}.md`;
}

/** Words by name, as functions of the language. */
export function wordsIn<Name extends string>(words: Readonly<Record<Name, Words>>, language: Language) {
  return (name: Name): string => words[name][language];
}
