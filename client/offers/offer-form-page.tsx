import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type OfferDraft, offersQuery, useSaveOffer } from '#client/data/offers.ts'
import { newId } from '#client/live/new-id.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { isSame } from '#client/session/use-draft-from.ts'
import { PageHeading, Sheet } from '#client/ui/layout.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { useParam } from '#client/ui/use-param.ts'
import { OfferFields } from './offer-fields.tsx'

const emptyOffer = (locale: string): OfferDraft => ({
  ...{ kind: 'european', title: '', words: '', ages: { from: 11, to: 14 }, pupils: 25 },
  ...{ languages: [{ code: locale, level: 'C2' }], subjects: [], countries: [] },
  ...{ weeks: { from: '', to: '' }, hours: [], rhythm: 'monthly' },
})

export function NewOfferPage() {
  const { t, locale } = useMessages()
  const [id] = useState(newId)
  return <OfferForm title={t('offers.new')} id={id} isNew begun={emptyOffer(locale)} />
}

export function EditOfferPage() {
  const { t } = useMessages()
  const id = useParam('offerId')
  const { data, isPending, error, refetch } = useQuery(offersQuery)
  const offer = data?.offers.find((one) => one.id === id)
  if (isPending) return <Skeleton of="rows" count={6} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!offer) return <EmptyState sentence={t('offers.missing')} />
  const { id: _id, state: _state, ...begun } = offer
  return <OfferForm title={t('offers.edit')} id={id} isNew={false} begun={begun} />
}

interface OfferFormProps {
  title: string
  id: string
  isNew: boolean
  begun: OfferDraft
}

/** What the server does not take stands where it was typed, with what is wrong beside it. */
function OfferForm({ title, id, isNew, begun }: OfferFormProps) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const save = useSaveOffer(isNew)
  const [draft, setDraft] = useState(begun)
  const [saved, setSaved] = useState(begun)
  const latest = useLatest(draft)
  const problems = useOfferProblems(draft)
  const post = () => {
    const done = () => {
      setSaved(draft)
      toast(t('offers.posted'))
      // Who went on writing meanwhile is asked.
      const ignoreBlocker = isSame(latest.current, draft)
      void navigate({ to: '/network/offers/$offerId', params: { offerId: id }, ignoreBlocker })
    }
    save.mutate({ ...draft, id }, { onSuccess: done })
  }
  return (
    <>
      <PageHeading
        title={title}
        lead={t('offers.formLead')}
        back={{ href: '/network/offers', label: t('offers.title') }}
      />
      <Sheet>
        <OnlineForm
          problems={problems}
          sending={save}
          submitLabel={t('offers.post')}
          hasWords={!isSame(draft, saved)}
          onSubmit={post}
          gap="l"
        >
          <OfferFields draft={draft} onChange={(change) => setDraft((before) => ({ ...before, ...change }))} />
        </OnlineForm>
      </Sheet>
    </>
  )
}

function useOfferProblems({ title, words, ages, languages, weeks }: OfferDraft) {
  const { t } = useMessages()
  return {
    title: title.trim() === '' && t('offers.problem_title'),
    words: words.trim() === '' && t('offers.problem_words'),
    'ages.to': !(ages.from <= ages.to) && t('offers.problem_ages'),
    languages: languages.length === 0 && t('offers.problem_languages'),
    'weeks.from': weeks.from === '' && t('offers.problem_weeks'),
    'weeks.to': (weeks.to === '' || weeks.to < weeks.from) && t('offers.problem_weeks'),
  }
}
