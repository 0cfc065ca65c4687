import { useQuery } from '@tanstack/react-query'
import { callsQuery, type CallView } from '#client/data/campaigns.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OwnAwards } from '#client/recognition/own-awards.tsx'
import { useLackWords } from '#client/recognition/words.ts'
import { Stack } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useConditionWords } from './condition-words.ts'
import { SchoolCall } from './school-call.tsx'

/** What an institution of teacher education can apply for, and what that will ask of it. */
export function InstitutionCalls() {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(callsQuery)
  return (
    <Stack gap="l">
      <p>{t('campaigns.institutionLead')}</p>
      {isPending && <Skeleton of="cards" count={1} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <OwnAwards of={{ schoolId: data.schoolId }} />
          {data.calls.length === 0 && <EmptyState sentence={t('campaigns.institutionNoCalls')} />}
          {data.calls.map((call) => (
            <Call key={call.id} schoolId={data.schoolId} call={call} />
          ))}
        </>
      )}
    </Stack>
  )
}

function Call({ schoolId, call }: { schoolId: string; call: CallView }) {
  const { t } = useMessages()
  const [words, lackWords, conditionWords] = [useInLanguages(), useLackWords(), useConditionWords()]
  const wordsOf = ({ is, asked, ...lack }: CallView['missing'][number]) => {
    if (asked !== null) return words(asked)
    return is === 'endorsed' ? lackWords(lack) : conditionWords.missing(lack)
  }
  const { titles, title, missing, application, office, isExample } = call
  return (
    <SchoolCall
      schoolId={schoolId}
      campaign={call}
      title={title === '' ? words(titles) : `${words(titles)} · ${title}`}
    >
      <p>{t('campaigns.calledBy', { office })}</p>
      {isExample && <p>{t('applications.example')}</p>}
      {/* Once it is begun, its own screen says what is still missing. */}
      {application === null && missing.length > 0 && (
        <div>
          <p>{t('campaigns.willAsk')}</p>
          <ul aria-label={t('campaigns.willAsk')}>
            {missing.map((lack) => (
              <li key={lack.id}>{wordsOf(lack)}</li>
            ))}
          </ul>
        </div>
      )}
    </SchoolCall>
  )
}
