import { useInfiniteQuery } from '@tanstack/react-query'
import { type ExtractSummary, extractsQuery } from '#client/data/extracts.ts'
import type { Member } from '#client/data/people.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { PinMenu } from '#client/session/pin-menu.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { CheckboxGroup } from '#client/ui/choice.tsx'

const shownLetters = 120

/** What was kept of a pupil's work, the last first. */
function useExtractsOf(projectId: string, pupil: Member): ExtractSummary[] {
  const { data } = useInfiniteQuery(extractsQuery(projectId, { author: pupil.userId }))
  return data?.pages.flatMap(({ extracts }) => extracts) ?? []
}

const wordsOf = ({ title, words }: ExtractSummary) => `${title} : ${words}`.slice(0, shownLetters)

interface ExtractChoiceProps {
  projectId: string
  pupil: Member
  chosen: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** Of what was kept of this pupil's work, that on which the judgement rests. */
export function ExtractChoice({ projectId, pupil, chosen, onChange }: ExtractChoiceProps) {
  const { t } = useMessages()
  const extracts = useExtractsOf(projectId, pupil)
  if (extracts.length === 0) return <p>{t('judgements.noExtracts')}</p>
  return (
    <CheckboxGroup
      label={t('judgements.restsOn')}
      options={extracts.map((one) => ({ id: one.id, label: wordsOf(one) }))}
      value={chosen}
      onChange={onChange}
    />
  )
}

export function TiedExtracts({ projectId, pupil, ids }: { projectId: string; pupil: Member; ids: readonly string[] }) {
  const { t } = useMessages()
  const extracts = useExtractsOf(projectId, pupil).filter(({ id }) => ids.includes(id))
  if (extracts.length === 0) return null
  return (
    <ul aria-label={t('judgements.restsOn')}>
      {extracts.map((one) => (
        <li key={one.id}>
          <TextLink href={`/p/${projectId}/extracts`}>{wordsOf(one)}</TextLink>{' '}
          <PinMenu variant="quiet" of={() => ({ extractId: one.id })} />
        </li>
      ))}
    </ul>
  )
}
