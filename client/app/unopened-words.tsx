import { PackageX } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import type { SessionView } from '../session/session.ts'
import styles from '../session/strips.module.css'

interface UnopenedWordsProps {
  kind: SessionView['kind']
  count: number
  onLater: () => void
  onRemove: () => void
}

/** How many things do not open, why, and what one does with them. */
export function UnopenedWords({ kind, count, onLater, onRemove }: UnopenedWordsProps) {
  const { t } = useMessages()
  return (
    <div role="status" className={styles.strip} data-tone="version" data-print="no">
      <span className={styles.words}>
        <Icon of={PackageX} />
        <span>{t('app.unopened', { count })}</span>
      </span>
      <Dialog title={t('app.unopenedTitle')} size="s" trigger={<Button>{t('app.unopenedMore')}</Button>}>
        <p>{t('app.unopenedBody')}</p>
        <p>{t(kind === 'pupil' ? 'app.unopenedAskTeacher' : 'app.unopenedAskAdmin')}</p>
        <Actions>
          <Button variant="primary" onPress={onLater}>
            {t('app.unopenedKeep')}
          </Button>
          <Button variant="danger" onPress={onRemove}>
            {t('app.unopenedRemove')}
          </Button>
        </Actions>
      </Dialog>
    </div>
  )
}
