import type { Kit } from '#client/data/kits.ts'

interface Wanted {
  locale: string
  ages: { ageFrom: number; ageTo: number } | undefined
}

/** Those in the reader's language and for some of the ages, and all others; what one's own school made stands first. */
export function kitsFor(kits: readonly Kit[], { locale, ages }: Wanted) {
  const isFitting = (kit: Kit) =>
    kit.language.split('-')[0] === locale &&
    (ages === undefined || (kit.ageFrom <= ages.ageTo && kit.ageTo >= ages.ageFrom))
  const ordered = kits.toSorted((one, other) => Number(other.isOwn) - Number(one.isOwn))
  return { fitting: ordered.filter(isFitting), others: ordered.filter((kit) => !isFitting(kit)) }
}
