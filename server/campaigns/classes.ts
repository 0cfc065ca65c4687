import type { Rules } from './rulebook.ts'

export interface Ages {
  from: number
  to: number
}

/**
 * In which class of a rulebook a project stands: where most of its years of age lie, of two as many in the younger. No project
 * says that it is of vocational education, so none comes into such a class by itself.
 */
export function classOf({ classes }: Pick<Rules, 'classes'>, ages: Ages | null): string | null {
  if (ages === null) return null
  const years = ({ ageFrom, ageTo }: Rules['classes'][number]) =>
    Math.min(ageTo, ages.to) - Math.max(ageFrom, ages.from) + 1
  const [first] = classes
    .filter((one) => !one.isVocational && years(one) > 0)
    .toSorted((one, other) => years(other) - years(one) || one.ageFrom - other.ageFrom)
  return first?.id ?? null
}
