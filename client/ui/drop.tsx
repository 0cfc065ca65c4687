import { useMessages } from '#client/locales/messages.tsx'
import styles from './drop.module.css'

interface DropProps {
  /**
   * sending = hollow; saved = filled, only after the server wrote it down; late = red, the server has not answered;
   * local = with a bar, on this device only.
   */
  state: 'sending' | 'saved' | 'late' | 'local'
  /** A teacher reads it before the others do. */
  waits?: boolean
  /** Changes on this device only. */
  count?: number
  isWordHidden?: boolean
}

/** Where one's words are, as a drop of ink and in words. */
export function Drop({ state, waits = false, count = 0, isWordHidden = false }: DropProps) {
  const { t } = useMessages()
  const words = {
    sending: () => t('ui.sending'),
    saved: () => t(waits ? 'ui.savedWaits' : 'ui.saved'),
    late: () => t('ui.notSaved'),
    local: () => t('ui.onThisDeviceOnly', { count }),
  }
  return (
    <span className={styles.drop} data-state={state}>
      <svg viewBox="0 0 20 24" aria-hidden="true">
        <path d="M10 2c3.6 4.6 6.6 8.2 6.6 12.2a6.6 6.6 0 0 1-13.2 0C3.4 10.2 6.4 6.6 10 2z" />
        {state === 'local' && <path d="M2.5 21.5L17.5 6.5" className={styles.bar} />}
        {state === 'late' && <path d="M10 9.5v4.5M10 17.4v.1" className={styles.bar} />}
      </svg>
      <span className={isWordHidden ? 'visually-hidden' : undefined}>{words[state]()}</span>
    </span>
  )
}
