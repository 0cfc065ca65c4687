import { useMessages } from '#client/locales/messages.tsx'
import type { SessionView } from '#client/session/session.ts'
import { useSignOut } from '#client/session/use-sign-out.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import styles from './sign-in.module.css'

interface ConfirmPersonProps {
  user: SessionView
  onYes: () => void
  /** After the wrong person was signed out again. */
  onNo: () => void
}

/** Cards get swapped: nobody goes in under another's name by mistake. */
export function ConfirmPerson({ user, onYes, onNo }: ConfirmPersonProps) {
  const { t } = useMessages()
  const signOut = useSignOut()
  return (
    <Sheet width="s">
      <div className={styles.person}>
        <Avatar name={user.displayName} colour={4} shape={user.shape ?? 0} size="xl" />
        <div>
          <ScreenTitle title={t('auth.youAre', { name: user.displayName })} />
          <p className={styles.personPlace}>
            {user.classroom && <span>{user.classroom.name}</span>}
            <SchoolChip school={user.school} />
          </p>
        </div>
      </div>
      {signOut.isError && <ErrorState error={signOut.error} />}
      <div className={styles.formActions}>
        <Button variant="primary" size="l" onPress={onYes} autoFocus>
          {t('auth.thatsMe')}
        </Button>
        <Button size="l" isPending={signOut.isPending} onPress={() => signOut.mutate({}, { onSuccess: onNo })}>
          {t('auth.notMe')}
        </Button>
      </div>
    </Sheet>
  )
}
