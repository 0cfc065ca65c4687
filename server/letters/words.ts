import type { Locale } from '#db/schema/values.ts'

/* What a list in a letter says between names. */

const en = {
  teachers: (names: string) => `teachers: ${names}`,
  place: (place: number) => `rank ${place}`,
  year: (from: number) => `${from}/${from + 1}`,
}

export const letterWords: Record<Locale, typeof en> = {
  en,
  fr: {
    teachers: (names) => `enseignant·es : ${names}`,
    place: (place) => (place === 1 ? '1er rang' : `${place}e rang`),
    year: (from) => `${from}-${from + 1}`,
  },
  de: {
    teachers: (names) => `Lehrkräfte: ${names}`,
    place: (place) => `${place}. Rang`,
    year: (from) => `${from}/${from + 1}`,
  },
}
