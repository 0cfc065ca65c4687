import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { ApiError } from '#client/api.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, LinkButton } from './button.tsx'
import { Notice } from './notice.tsx'
import { ScreenTitle } from './screen-title.tsx'
import styles from './states.module.css'

interface EmptyStateProps {
  /** Its heading, where it is all that the screen shows. */
  title?: string
  /** One sentence: what will be here, and why it is not yet. */
  sentence: string
  /** One primary action. */
  action?: ReactNode
  /** A quieter second way, "see an example". */
  example?: ReactNode
}

export function EmptyState({ title, sentence, action, example }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <svg viewBox="0 0 96 64" className={styles.drawing} aria-hidden="true">
        <path d="M4 8h40v50H10a6 6 0 0 1-6-6zM92 8H52v50h34a6 6 0 0 0 6-6z" className={styles.paper} />
        <path d="M14 20h22M14 29h22M14 38h22M62 20h22M62 29h22M62 38h22" className={styles.rule} />
        <path d="M48 4v56" className={styles.spine} />
        <path d="M56 9v48" className={styles.margin} />
      </svg>
      {title !== undefined && <ScreenTitle title={title} />}
      <p className={styles.sentence}>{sentence}</p>
      {action}
      {example}
    </div>
  )
}

interface ErrorStateProps {
  error: unknown
  /** Kept input is the caller's business; this only asks again. */
  onRetry?: () => void
}

/** Asking again is of no use then; there is a place where it is mended. */
const needsSecondStep = (error: unknown) => error instanceof ApiError && error.reason === 'second_factor_needed'

/** What happened, what is safe, what to do, with a short code for the school's IT. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useMessages()
  const { text, code } = useErrorText()(error)
  return (
    <Notice
      tone="danger"
      role="alert"
      title={text}
      action={
        needsSecondStep(error) ? (
          <LinkButton href="/me">{t('app.me')}</LinkButton>
        ) : (
          onRetry && (
            <Button icon={RotateCw} onPress={onRetry}>
              {t('ui.tryAgain')}
            </Button>
          )
        )
      }
    >
      {code && <p className={styles.code}>{t('ui.errorCode', { code })}</p>}
    </Notice>
  )
}

interface SkeletonProps {
  /** Copies the layout that will come: lines of text, cards on a shelf, or rows of a list. */
  of?: 'lines' | 'cards' | 'rows'
  count?: number
}

/** Shows only after 300 ms, so that fast answers do not blink. */
export function Skeleton({ of = 'lines', count = 3 }: SkeletonProps) {
  const { t } = useMessages()
  return (
    <div className={styles.skeleton} data-of={of} role="status">
      <span className="visually-hidden">{t('ui.loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className={styles.bone} />
      ))}
    </div>
  )
}
