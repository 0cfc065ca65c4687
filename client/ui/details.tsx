import { type ReactNode, Suspense, useRef, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { cx } from './cx.ts'
import { soon } from './later.tsx'
import styles from './overlay.module.css'

const DetailsPaper = soon(() => import('./details-paper.tsx').then((module) => module.DetailsPaper))

interface DetailsProps {
  /** What is always seen, and pressed for more. */
  summary: ReactNode
  title: string
  children: ReactNode
}

/** A word on the screen that says more when it is pressed. */
export function Details({ summary, title, children }: DetailsProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <AriaButton
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={cx(styles.summary)}
        onPress={() => setIsOpen(!isOpen)}
      >
        {summary}
      </AriaButton>
      {isOpen && (
        <Suspense fallback={null}>
          <DetailsPaper triggerRef={button} title={title} onClose={() => setIsOpen(false)}>
            {children}
          </DetailsPaper>
        </Suspense>
      )}
    </>
  )
}
