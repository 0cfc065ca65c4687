import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'

interface ToastWords {
  text: string
  tone: 'done' | 'problem'
  action?: { label: string; onPress: () => void }
}

export const toasts = new ToastQueue<ToastWords>({ maxVisibleToasts: 3 })

/** Long enough to read; a toast with a button or a problem stays until it is closed. */
const shownMs = 6000

/** Says that something is done (or failed elsewhere than where one looks). Read politely. Text already translated. */
export function toast(text: string, options: { tone?: ToastWords['tone']; action?: ToastWords['action'] } = {}) {
  const { tone = 'done', action } = options
  const stays = tone === 'problem' || action !== undefined
  toasts.add({ text, tone, ...(action ? { action } : {}) }, stays ? {} : { timeout: shownMs })
}
