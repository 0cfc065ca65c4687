import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api, call } from '#client/api.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import styles from './registration.module.css'

const look = (approvalId: string) =>
  call(api.api.approvals[':approvalId'].$get({ param: { approvalId } })).then(({ approval }) => approval)
type Approval = Awaited<ReturnType<typeof look>>

/** What the office asked or said of who waits, and their answer. */
export function OfficeWord({ approvalId, lookEveryMs }: { approvalId: string; lookEveryMs: number }) {
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['approval', approvalId],
    queryFn: () => look(approvalId),
    refetchInterval: lookEveryMs,
  })
  if (isPending) return <Skeleton count={2} />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Word approval={data} />
}

function Word({ approval }: { approval: Approval }) {
  const { t } = useMessages()
  const { state, can } = approval
  const said = approval.thread.findLast(({ step }) => step === 'question' || step === 'refused')
  if (state === 'question' && said)
    return (
      <Answer approval={approval} act="answer">
        <Notice tone="warn" title={t('registration.question')}>
          <Said said={said} />
        </Notice>
      </Answer>
    )
  if (state === 'refused' && said)
    return (
      <Answer approval={approval} act={can.appeal ? 'appeal' : null}>
        <Notice tone="warn" title={t('registration.refused')}>
          <Said said={said} />
          <p>{t(can.appeal ? 'registration.refusedOnce' : 'registration.refusedForGood')}</p>
        </Notice>
      </Answer>
    )
  return <Notice title={t('auth.waitingWhy')}>{t('registration.waitingSentence')}</Notice>
}

function Said({ said }: { said: Approval['thread'][number] }) {
  const { locale } = useMessages()
  return (
    <>
      <p className={styles.said}>{said.text}</p>
      <p>{formatMoment(said.at, locale)}</p>
    </>
  )
}

interface AnswerProps {
  approval: Approval
  act: 'answer' | 'appeal' | null
  children: ReactNode
}

function Answer({ approval, act, children }: AnswerProps) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: () => {
      const asked = { param: { approvalId: approval.id }, json: { text: text.trim() } }
      const doors = api.api.approvals[':approvalId']
      return act === 'appeal' ? call(doors.appeal.$post(asked)) : call(doors.answer.$post(asked))
    },
    onSuccess: async ({ approval: now }) => {
      setText('')
      queryClient.setQueryData(['approval', now.id], now)
      // What is asked once more is another approval.
      await queryClient.invalidateQueries({ queryKey: ['me', 'waiting'] })
    },
  })
  return (
    <Stack>
      {children}
      {act !== null && (
        <Form
          problems={{ text: text.trim() === '' && t('auth.fillIn') }}
          error={send.error}
          onSubmit={() => send.isPending || send.mutate()}
        >
          <Stack>
            {send.isError && <ErrorState error={send.error} />}
            <TextArea
              path="text"
              label={t(act === 'appeal' ? 'registration.appeal' : 'registration.answer')}
              value={text}
              onChange={setText}
            />
            <div>
              <OnlineButton type="submit" variant="primary" isPending={send.isPending}>
                {t('registration.answerSend')}
              </OnlineButton>
            </div>
          </Stack>
        </Form>
      )}
    </Stack>
  )
}
