import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import styles from './channel.module.css'

interface PanelProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** Beside what is said, or over it on a small screen: a thread, a search, what is pinned. Escape closes it. */
export function Panel({ title, onClose, children }: PanelProps) {
  const { t } = useMessages()
  const id = useId()
  const section = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A field in it that takes the keyboard keeps it.
    if (!section.current?.contains(document.activeElement)) heading.current?.focus()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape from anywhere in it
    <section
      ref={section}
      className={styles.panel}
      aria-labelledby={id}
      data-region="panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <header className={styles.panelHead}>
        <h3 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h3>
        <Button variant="quiet" icon={X} onPress={onClose}>
          {t('ui.close')}
        </Button>
      </header>
      {children}
    </section>
  )
}
