import type { DirectoryList } from '#client/data/directory.ts'
import { countryName, languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useSubjectName } from '#client/locales/subject-name.ts'

const oneOf =
  <Id extends string>(ids: readonly Id[]) =>
  (id: string): id is Id =>
    ids.some((one) => one === id)

const isLevel = oneOf(['isced.02', 'isced.1', 'isced.2', 'isced.3'])
const isProjectKind = oneOf(['european', 'national', 'school', 'training'])

/** A kind of project by its word. */
export function useProjectKindName() {
  const { t } = useMessages()
  return (id: string) => (isProjectKind(id) ? t(`projects.kind_${id}`) : id)
}

/** What the value of a filter is called. */
export function useValueName(list: DirectoryList, regions: readonly { id: string; name: string }[]) {
  const { t, locale } = useMessages()
  const [subjectName, kindName] = [useSubjectName(), useProjectKindName()]
  const ofSchool = (id: string) => t(id === 'institution' ? 'directory.kind_institution' : 'directory.kind_school')
  const names: Record<string, (id: string) => string> = {
    country: (id) => countryName(id, locale),
    language: (id) => languageName(id, locale),
    region: (id) => regions.find((region) => region.id === id)?.name ?? id,
    subject: subjectName,
    level: (id) => (isLevel(id) ? t(`directory.level_${id}`) : id),
    state: (id) => t(id === 'over' ? 'directory.state_over' : 'directory.state_open'),
    kind: list === 'schools' ? ofSchool : kindName,
  }
  return (kind: string, id: string): string => names[kind]?.(id) ?? id
}
