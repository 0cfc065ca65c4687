import { Check, CornerDownLeft } from 'lucide-react'
import { useId, useRef } from 'react'
import type { DocumentPerson } from '#client/data/document-person.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { type ReturnedWords, useForgetReturned } from '#client/data/pending.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import styles from '../document-screen/drafts.module.css'

interface ReturnedProps {
  page: DocumentView
  returned: readonly ReturnedWords[]
  people: ReadonlyMap<string, DocumentPerson>
  /** Writes words where the caret stands; absent where one may not write. */
  onPut: ((text: string) => void) | null
}

interface PanelProps extends Omit<ReturnedProps, 'returned'> {
  words: ReturnedWords
}

/** Words that a teacher sent back: by whom, why, and what can be done with them. */
function ReturnedPanel({ words, page, people, onPut }: PanelProps) {
  const { t } = useMessages()
  const id = useId()
  const forget = useForgetReturned(page.id)
  const by = people.get(words.by)?.name ?? t('document.someTeacher')
  const writeAgain = () => runChange(forget, words.id, { onSuccess: () => onPut?.(words.text) })
  return (
    <section className={styles.draft} aria-labelledby={id}>
      <h2 id={id}>{t('document.returnedTitle', { by })}</h2>
      <p>{t('document.reason', { reason: words.reason })}</p>
      {/* Long words scroll, and what scrolls is reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <blockquote className={styles.words} tabIndex={0} aria-labelledby={id} translate="no">
        {words.text}
      </blockquote>
      {forget.isError && <ErrorState error={forget.error} />}
      <div className={styles.actions}>
        {onPut && (
          <OnlineButton icon={CornerDownLeft} isPending={forget.isPending} onPress={writeAgain}>
            {t('document.returnedAgain')}
          </OnlineButton>
        )}
        <OnlineButton
          variant="quiet"
          icon={Check}
          isDisabled={forget.isPending}
          onPress={() => forget.mutate(words.id)}
        >
          {t('document.returnedDone')}
        </OnlineButton>
      </div>
    </section>
  )
}

/** All that was sent back here, until its author is done with it. */
export function Returned({ returned, ...props }: ReturnedProps) {
  const { t } = useMessages()
  const box = useRef<HTMLDivElement>(null)
  useKeptFocus(box)
  return (
    <div ref={box} className={styles.drafts}>
      <p className="visually-hidden" role="status">
        {t('document.returnedSaid')}
      </p>
      {returned.map((words) => (
        <ReturnedPanel key={words.id} words={words} {...props} />
      ))}
    </div>
  )
}
