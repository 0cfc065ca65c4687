import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Dices, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { Message, useMessages } from '#client/locales/messages.tsx'
import { languageName } from '#client/locales/languages.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { Select } from '#client/ui/select.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'

const pseudonymApi = api.api.me.pseudonym

const languages = ['en', 'fr', 'de', 'es', 'it', 'any'] as const
type Language = (typeof languages)[number]

const fetchPseudonym = (language: Language) => call(pseudonymApi.$get({ query: { language } }))

const ownQuery = queryOptions({ queryKey: ['pseudonym', 'own'], queryFn: () => fetchPseudonym('any') })

const choicesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['pseudonym', 'choices', language],
    queryFn: () => fetchPseudonym(language),
    // A list that changes under one's finger is no choice.
    staleTime: Infinity,
    gcTime: 0,
  })

function usePseudonymChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ownQuery.queryKey }),
  })
}

/** What pupils of other schools call this pupil, and the way to another name out of a safe list. */
export function PseudonymChoice() {
  const { t } = useMessages()
  const { data, isPending, error, refetch } = useQuery(ownQuery)
  const takeBack = usePseudonymChange((_: null) => call(pseudonymApi.$delete()))
  if (isPending) return <Skeleton count={2} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Stack>
      <p>
        <Message id="me.pseudonym" values={{ name: data.pseudonym ?? '', b: (words) => <b>{words}</b> }} />
      </p>
      {data.asked === null ? (
        <Row>
          <Dialog title={t('me.chooseTitle')} trigger={<Button icon={Sparkles}>{t('me.choosePseudonym')}</Button>}>
            {(close) => <Choices onDone={close} />}
          </Dialog>
        </Row>
      ) : (
        <Notice
          icon={Sparkles}
          title={t('me.asked', { name: data.asked })}
          action={
            <OnlineButton isPending={takeBack.isPending} onPress={() => takeBack.mutate(null)}>
              {t('me.takeBack')}
            </OnlineButton>
          }
        >
          <p>{t('me.teacherLooks')}</p>
        </Notice>
      )}
    </Stack>
  )
}

function Choices({ onDone }: { onDone: () => void }) {
  const { t, locale } = useMessages()
  const [language, setLanguage] = useState<Language>(locale)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, isPending, isFetching, isError, error, refetch } = useQuery(choicesQuery(language))
  const ask = usePseudonymChange((pseudonym: string) => call(pseudonymApi.$put({ json: { pseudonym } })))
  const others = async () => {
    setChosen(null)
    await refetch()
  }
  const nameOf = (id: Language) => (id === 'any' ? t('me.language_any') : languageName(id, locale))
  return (
    <Stack>
      <p>{t('me.chooseSentence')}</p>
      <Row isSpread>
        <Select
          label={t('me.chooseLanguage')}
          options={languages.map((id) => ({ id, label: nameOf(id) }))}
          value={language}
          onChange={(next) => {
            setLanguage(next)
            setChosen(null)
          }}
        />
        <OnlineButton icon={Dices} isPending={isFetching && !isPending} onPress={() => void others()}>
          {t('me.otherNames')}
        </OnlineButton>
      </Row>
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <RadioGroup
          label={t('me.names')}
          options={data.choices.map((name) => ({ id: name, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      {ask.isError && <ErrorState error={ask.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isDisabled={chosen === null}
          isPending={ask.isPending}
          onPress={() => {
            if (chosen === null) return
            runChange(ask, chosen, {
              onSuccess: () => {
                toast(t('me.askedDone'))
                onDone()
              },
            })
          }}
        >
          {t('me.askTeacher')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
