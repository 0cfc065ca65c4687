import { useQuery, useQueryClient } from '@tanstack/react-query'
import { PackageX } from 'lucide-react'
import { useState } from 'react'
import { countUnopened, removeUnopened } from '#client/live/outbox.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import type { SessionView } from './session.ts'
import styles from './strips.module.css'

/** Until the next start of the browser: whoever has decided to keep them need not be asked on each screen. */
const laterKey = 'unopened-later'

/** Words of this person that another secret key sealed on this device: kept, and said calmly. */
export function UnopenedStrip({ user }: { user: SessionView }) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const queryKey = ['unopened', user.id]
  const { data: count = 0 } = useQuery({ queryKey, queryFn: () => countUnopened(user), staleTime: Infinity })
  const [isLater, setIsLater] = useState(() => sessionStorage.getItem(laterKey) === user.id)
  const isShown = count > 0 && !isLater
  useRootMark('unopened', isShown ? 'shown' : null)
  if (!isShown) return null
  const later = () => {
    sessionStorage.setItem(laterKey, user.id)
    setIsLater(true)
  }
  const remove = async () => {
    await removeUnopened(user)
    await queryClient.invalidateQueries({ queryKey })
  }
  return (
    <div role="status" className={styles.strip} data-tone="version" data-print="no">
      <span className={styles.words}>
        <Icon of={PackageX} />
        <span>{t('shell.unopened', { count })}</span>
      </span>
      <Dialog title={t('shell.unopenedTitle')} size="s" trigger={<Button>{t('shell.unopenedMore')}</Button>}>
        <p>{t('shell.unopenedBody')}</p>
        <p>{t(user.kind === 'pupil' ? 'shell.unopenedAskTeacher' : 'shell.unopenedAskAdmin')}</p>
        <Actions>
          <Button variant="primary" onPress={later}>
            {t('shell.unopenedKeep')}
          </Button>
          <Button variant="danger" onPress={() => void remove()}>
            {t('shell.unopenedRemove')}
          </Button>
        </Actions>
      </Dialog>
    </div>
  )
}
