import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { sessionQuery } from '#client/data/session.ts'
import type { SessionView } from '#client/session/session.ts'
import { SignOutButton } from '#client/session/sign-out-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { OfficeWord } from './office-word.tsx'

/** An administrator who has just confirmed somebody beside them should not have to explain a button. */
const lookEveryMs = 10_000

/** Who came by a colleague's link or by themselves, until somebody has confirmed them: an administrator of the school, or an office. */
export function WaitingPage({ user }: { user: SessionView }) {
  const { t } = useMessages()
  const { refetch, isFetching } = useQuery({ ...sessionQuery, refetchInterval: lookEveryMs })
  const { data } = useQuery({
    queryKey: ['me', 'waiting'],
    queryFn: () => call(api.api.me.waiting.$get()),
    refetchInterval: lookEveryMs,
  })
  const office = data?.decider?.kind === 'office' ? data.decider.name : null
  return (
    <Sheet width="s">
      <ScreenTitle title={t('auth.waitingTitle')} />
      {office === null ? (
        <>
          <p>{t('auth.waitingLead', { name: user.displayName, school: user.school.name })}</p>
          <Notice title={t('auth.waitingWhy')}>{t('auth.waitingSentence')}</Notice>
          <p>{t('auth.waitingLater')}</p>
        </>
      ) : (
        <p>{t('registration.waitingOffice', { name: user.displayName, school: user.school.name, office })}</p>
      )}
      {data?.approvalId && <OfficeWord key={data.approvalId} approvalId={data.approvalId} lookEveryMs={lookEveryMs} />}
      <Actions>
        <Button variant="primary" icon={RotateCw} isPending={isFetching} onPress={() => void refetch()}>
          {t('auth.waitingLook')}
        </Button>
        <SignOutButton />
      </Actions>
    </Sheet>
  )
}
