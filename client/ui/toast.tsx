import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'

interface ToastWords {
  text: string
  tone: 'done' | 'problem'
  action?: { label: string; onPress: () => void }
}

const queue = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 })

/** Long enough to read; a toast with a button or a problem stays until it is closed. */
const shownMs = 6000

/** Says that something is done (or failed elsewhere than where one looks). Read politely. Text already translated. */
export function toast(text: string, options: { tone?: ToastWords['tone']; action?: ToastWords['action'] } = {}) {
  const { tone = 'done', action } = options
  const stays = tone === 'problem' || action !== undefined
  queue.add({ text, tone, ...(action ? { action } : {}) }, stays ? {} : { timeout: shownMs })
}

/** Once, in the frame of the page. */
export function ToastRegion() {
  const { t } = useMessages()
  return (
    <AriaToastRegion queue={queue} className={cx(styles.region)} aria-label={t('ui.notices')}>
      {({ toast: shown }) => (
        <AriaToast toast={shown} className={cx(styles.toast)} data-tone={shown.content.tone}>
          <Icon of={shown.content.tone === 'done' ? CircleCheck : CircleAlert} />
          <ToastContent className={cx(styles.content)}>
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.action && (
            <Button
              variant="quiet"
              onPress={() => {
                shown.content.action?.onPress()
                queue.close(shown.key)
              }}
            >
              {shown.content.action.label}
            </Button>
          )}
          <IconButton label={t('ui.close')} icon={X} slot="close" />
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
