import { Copy, CornerDownLeft, Trash2 } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { Draft } from '#client/live/drafts.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { toast } from '#client/ui/toast.tsx'
import styles from './drafts.module.css'
import type { DocumentView } from '#client/data/documents.ts'

interface DraftsProps {
  live: LiveDocument
  title: string
  kind: DocumentView['kind']
  /** Writes the words where the caret stands, as new text of this person; absent where they may not write. */
  onPut: ((text: string) => void) | null
}

const draftKept = {
  device: 'document.draftKept',
  tab: 'document.draftInTab',
  memory: 'document.draftInMemory',
} as const

function Discard({ onDiscard }: { onDiscard: () => void }) {
  const { t } = useMessages()
  const [isAsked, setIsAsked] = useState(false)
  if (!isAsked)
    return (
      <Button variant="quiet" icon={Trash2} onPress={() => setIsAsked(true)}>
        {t('document.draftDiscard')}
      </Button>
    )
  return (
    <>
      <Button variant="danger" icon={Trash2} onPress={onDiscard}>
        {t('document.draftDiscardSure')}
      </Button>
      <Button variant="quiet" autoFocus onPress={() => setIsAsked(false)}>
        {t('document.draftKeep')}
      </Button>
    </>
  )
}

function DraftPanel({ draft, live, title, kind, onPut }: DraftsProps & { draft: Draft }) {
  const { t } = useMessages()
  const id = useId()
  const remove = () => live.removeDraft(draft.id)
  const put = () => {
    onPut?.(draft.text)
    remove()
  }
  return (
    <section className={styles.draft} aria-labelledby={id}>
      <h2 id={id}>{t('document.draftTitle')}</h2>
      <p>
        {t('document.draftWhy', { reason: draft.reason, kind })} {t(draftKept[live.keeping])}
      </p>
      {/* Long words scroll, and what scrolls is reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above */}
      <blockquote className={styles.words} tabIndex={0} aria-labelledby={id} translate="no">
        {draft.text}
      </blockquote>
      <div className={styles.actions}>
        <Button
          icon={Copy}
          onPress={() => void copyText(draft.text, title).then(() => toast(t('document.draftCopied')))}
        >
          {t('document.draftCopy')}
        </Button>
        {onPut && (
          <Button icon={CornerDownLeft} onPress={put}>
            {t('document.draftPut')}
          </Button>
        )}
        <Discard onDiscard={remove} />
      </div>
    </section>
  )
}

/** Words of this person that the page did not take, until they decide what becomes of them. Nobody else sees them. */
export function Drafts(props: DraftsProps) {
  const { t } = useMessages()
  const { kind } = props
  const { drafts, losses } = props.live
  const said = useRef(losses)
  useEffect(() => {
    if (losses > said.current) toast(t('document.lossSaid', { kind }), { tone: 'problem' })
    said.current = losses
  }, [losses, kind, t])
  return (
    <div data-print="no" className={styles.drafts} data-empty={drafts.length === 0}>
      <p className="visually-hidden" role="status">
        {drafts.length > 0 && t('document.draftTitle')}
      </p>
      {drafts.map((draft) => (
        <DraftPanel key={draft.id} draft={draft} {...props} />
      ))}
    </div>
  )
}
