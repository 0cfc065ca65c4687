import { useMessages } from '#client/locales/messages.tsx'
import type { ApplicationView, Lack } from '#client/data/applications.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'

const plain = [
  ...([
    'kind_not_eligible',
    'state_not_eligible',
    'not_a_member',
    'not_declared',
    'not_declared_by_head',
    'no_management',
  ] as const),
]
const counted = [
  ...(['applied_too_often', 'too_short', 'not_endorsed_by_partner', 'not_endorsed_by_institution'] as const),
]

/** What the page of the school says in full. */
const ofSchool: ReadonlySet<string> = new Set([
  ...['school_registered_later', 'school_not_registered', 'school_closed', 'too_few_staff', 'too_few_active_staff'],
  ...['no_such_project', 'no_labelled_project'],
])

/** Why something is not met. */
export function useLackWords() {
  const { t } = useMessages()
  return ({ word, values }: Lack): string => {
    const bare = plain.find((one) => one === word)
    if (bare) return t(`applications.lack_${bare}`)
    const number = counted.find((one) => one === word)
    if (!number) return t(ofSchool.has(word) ? 'applications.lack_school' : 'applications.lack_other')
    const numberOf = (...names: string[]) =>
      Number(names.map((name) => values[name]).find((one) => one !== undefined) ?? 0)
    return t(`applications.lack_${number}`, { there: numberOf('there'), least: numberOf('least', 'times') })
  }
}

/** The same with the question that it is about. */
export function useMissingWords() {
  const [words, lackWords] = [useInLanguages(), useLackWords()]
  return ({ asked, ...lack }: ApplicationView['missing'][number]): string =>
    asked === null ? lackWords(lack) : `${words(asked)} — ${lackWords(lack)}`
}
