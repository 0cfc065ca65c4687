import { formatDay } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { isSame } from '#client/session/use-draft-from.ts'
import type { Written } from './rulebook-page.tsx'

/** What somebody else saved, where it is not what stands on this screen: in plain words, part by part. */
export function useTheirs(): (theirs: Written, mine: Written) => string {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  return (theirs, mine) => {
    const { rules } = theirs
    const day = (on: string | null) => (on === null ? '–' : formatDay(on, locale))
    const named = (all: readonly { id: string; words: Parameters<typeof words>[0] }[]) =>
      all.map((one) => words(one.words) || one.id).join(', ') || '–'
    const said: [label: string, theirs: unknown, mine: unknown, shown: string][] = [
      [t('rulebooks.titles'), theirs.titles, mine.titles, words(theirs.titles)],
      [t('rulebooks.version'), theirs.version, mine.version, theirs.version],
      [t('rulebooks.source'), theirs.source, mine.source, theirs.source],
      [t('rulebooks.validFrom'), theirs.validFrom, mine.validFrom, day(theirs.validFrom)],
      [t('rulebooks.validUntil'), theirs.validUntil, mine.validUntil, day(theirs.validUntil)],
      [
        t('rulebooks.section_conditions'),
        rules.conditions,
        mine.rules.conditions,
        rules.conditions.map(({ is }) => t(`rulebooks.is_${is}`)).join(', ') || '–',
      ],
      [t('rulebooks.section_form'), rules.form, mine.rules.form, named(rules.form)],
      [
        t('rulebooks.section_criteria'),
        rules.criteria,
        mine.rules.criteria,
        rules.criteria.map((one) => `${words(one.words) || one.id} (${one.weight})`).join(', ') || '–',
      ],
      [
        t('rulebooks.section_classes'),
        [rules.classes, rules.themes],
        [mine.rules.classes, mine.rules.themes],
        named([...rules.classes, ...rules.themes]),
      ],
    ]
    const other = said.filter(([, one, two]) => !isSame(one, two)).map(([label, , , shown]) => `${label}: ${shown}`)
    return (other.length > 0 ? other : [t('rulebooks.otherParts')]).join('\n')
  }
}
