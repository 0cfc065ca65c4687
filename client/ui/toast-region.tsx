import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { toasts } from './toast.tsx'
import styles from './toast.module.css'

/** Once, in the frame of the page. */
export function ToastRegion() {
  const { t } = useMessages()
  return (
    <AriaToastRegion queue={toasts} className={cx(styles.region)} aria-label={t('ui.notices')}>
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
                toasts.close(shown.key)
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
