/** Languages a project may work in: those of the programme's countries and their neighbours. */
export const projectLanguages =
  'bg ca cs da de el en es et eu fi fr ga gl hr hu hy is it ka lb lt lv mk mt nb nl pl pt ro sk sl sq sr sv tr uk az bs ar'.split(
    ' ',
  )

/** A language by its name in the reader's own, capital first for lists. */
export function languageName(code: string, locale: string) {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

export function countryName(code: string, locale: string) {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code
}

/** In the order a reader of this language expects. */
export function sortByName<T>(rows: readonly T[], locale: string, nameOf: (row: T) => string) {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return rows.toSorted((a, b) => compare(nameOf(a), nameOf(b)))
}

/** Subjects as schools everywhere know them; the words are in the catalogue. */
export const subjects = [
  'first_language',
  'foreign_languages',
  'mathematics',
  'sciences',
  'technology',
  'computing',
  'history',
  'geography',
  'civics',
  'arts',
  'music',
  'drama',
  'sport',
  'economics',
  'philosophy',
  'ancient_languages',
  'media',
  'environment',
  'health',
  'vocational',
  'other',
] as const
