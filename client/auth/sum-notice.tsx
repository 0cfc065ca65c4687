import { Calculator } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useFocusGivenBack } from '#client/ui/use-focus-given-back.ts'
import styles from './sign-in.module.css'
import type { Sum } from './sum.ts'

/** Why this device is busy, how far it is, and the way out. */
export function SumNotice({ sum, why }: { sum: Sum; why?: string | undefined }) {
  const { t } = useMessages()
  const button = useFocusGivenBack()
  return (
    <Notice
      role="status"
      icon={Calculator}
      title={t('auth.sumTitle')}
      action={
        <div ref={button}>
          <Button onPress={sum.cancel}>{t('ui.cancel')}</Button>
        </div>
      }
    >
      <p>{why ?? t('auth.sumText')}</p>
      <progress
        className={styles.sum}
        aria-label={t('auth.sumProgress')}
        // What is begun is to be seen before the first is found.
        value={sum.found + 0.3}
        max={sum.of}
      />
    </Notice>
  )
}
