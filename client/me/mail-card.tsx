import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useSession } from '#client/session/session.ts'
import { Switch } from '#client/ui/choice.tsx'
import { Card } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './me.module.css'

const key = ['me', 'mails'] as const
const digests = ['none', 'daily', 'weekly'] as const
type Choices = Parameters<(typeof api.api.me.mails)['$put']>[0]['json']

/** Which mails come without being asked for. Where none are sent, there is nothing to choose. */
export function MailCard() {
  const { t } = useMessages()
  const { data: session } = useSession()
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  const isSending = session?.sendsMail === true
  const { data, isPending, isError, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call(api.api.me.mails.$get()),
    enabled: isSending,
  })
  const choose = useMutation({
    mutationFn: (json: Choices) => call(api.api.me.mails.$put({ json })),
    onSuccess: (now) => queryClient.setQueryData(key, now),
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
  if (!isSending) return null
  return (
    <Card title={t('me.mails')}>
      {isPending && <Skeleton of="rows" count={1} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className={styles.narrow}>
          <Select
            label={t('me.digest')}
            description={t('me.digestHelp')}
            options={digests.map((id) => ({ id, label: t('me.digestRhythm', { rhythm: id }) }))}
            value={data.mails.digest}
            onChange={(digest) => choose.mutate({ digest })}
          />
          {session?.user?.can.askOffice && (
            <Switch isSelected={data.mails.circulars} onChange={(circulars) => choose.mutate({ circulars })}>
              {t('me.circulars')}
            </Switch>
          )}
        </div>
      )}
    </Card>
  )
}
