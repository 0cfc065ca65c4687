import { PackageX } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import type { SessionView } from './session.ts'
import styles from './strips.module.css'

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
        <span>{t('shell.unopened', { count })}</span>
      </span>
      <Dialog title={t('shell.unopenedTitle')} size="s" trigger={<Button>{t('shell.unopenedMore')}</Button>}>
        <p>{t('shell.unopenedBody')}</p>
        <p>{t(kind === 'pupil' ? 'shell.unopenedAskTeacher' : 'shell.unopenedAskAdmin')}</p>
        <Actions>
          <Button variant="primary" onPress={onLater}>
            {t('shell.unopenedKeep')}
          </Button>
          <Button variant="danger" onPress={onRemove}>
            {t('shell.unopenedRemove')}
          </Button>
        </Actions>
      </Dialog>
    </div>
  )
}
