import { type ComponentType, lazy, useEffect } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from './toast.tsx'

interface Closing {
  onClose?: () => void
}

/** In place of what can be done without, unsaid. */
export const Nothing = () => null

/** Says that it did not come, and leaves the screen as it is. */
function Missing({ onClose }: Closing) {
  const { t } = useMessages()
  useEffect(() => {
    toast(t('ui.partMissing'), { tone: 'problem' })
    onClose?.()
  }, [t, onClose])
  return null
}

/**
 * A part that comes when somebody wants it. Without a line its code may not be on the device: then `Without` stands in its
 * place, or it is said and closed again, and what is on the screen stays.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Without: ComponentType<Props> = Missing,
) {
  return lazy<ComponentType<Props>>(() =>
    load().then(
      (part) => ({ default: part }),
      () => ({ default: Without }),
    ),
  )
}
