import { ArchiveRestore, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import * as Y from 'yjs'
import { objectId } from '#collab/documents/board-author.ts'
import { boardLimits, type Comment } from '#collab/documents/board-model.ts'
import { commentKeys, commentsOf } from '#collab/documents/board-read.ts'
import { putComment, writeKey } from '#collab/documents/board-write.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { type BoardSession, useBoardObject, useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { askerOf } from './asker.ts'
import { AuthorChip } from './author.tsx'
import styles from './comments.module.css'
import { useComments } from './use-comments.ts'
import { LiveTextArea } from './live-text-area.tsx'
import { MarkdownView } from './markdown-view.tsx'
import { firstWords } from './markdown.ts'
import { rightsOn } from './rights.ts'
import { When } from './when.tsx'

function mapOf({ store }: BoardSession, id: string): Y.Map<unknown> | null {
  const map = commentsOf(store.ydoc).get(id)
  return map instanceof Y.Map ? map : null
}

function setRemoved(session: BoardSession, id: string, isRemoved: boolean) {
  const map = mapOf(session, id)
  if (map !== null) session.store.ydoc.transact(() => writeKey(map, commentKeys.isRemoved, isRemoved ? 1 : undefined))
}

interface LineProps {
  comment: Comment
  canWrite: boolean
}

/** Its author writes in it and takes it away; a teacher takes it away. What is away can be had back by whoever may. */
function CommentLine({ comment, canWrite }: LineProps) {
  const { t } = useMessages()
  const session = useBoardSession()
  const [isEditing, setIsEditing] = useState(false)
  const isOwn = comment.author === session.author
  const mayRemove = session.can.write && (isOwn || session.can.moderate)
  const text = mapOf(session, comment.id)?.get(commentKeys.text)
  if (comment.isRemoved)
    return (
      <li className={cx(styles.line)} data-removed>
        <span className={styles.head}>{t('boards.comment_removed')}</span>
        <Button variant="quiet" icon={ArchiveRestore} onPress={() => setRemoved(session, comment.id, false)}>
          {t('boards.comment_restore')}
        </Button>
      </li>
    )
  return (
    <li className={cx(styles.line)}>
      <div className={styles.head}>
        <AuthorChip author={comment.author} />
        <When at={comment.at} />
        <span className={styles.tools}>
          {isOwn && canWrite && !isEditing && (
            <IconButton label={t('boards.comment_edit')} icon={Pencil} onPress={() => setIsEditing(true)} />
          )}
          {mayRemove && (
            <IconButton
              label={t('boards.comment_remove')}
              icon={Trash2}
              onPress={() => setRemoved(session, comment.id, true)}
            />
          )}
        </span>
      </div>
      {isEditing && text instanceof Y.Text ? (
        <div className={styles.editor}>
          <LiveTextArea
            text={text}
            label={t('boards.comment_text')}
            maxLetters={boardLimits.commentLetters}
            autoFocus
            onDone={() => setIsEditing(false)}
          />
          <Button onPress={() => setIsEditing(false)}>{t('boards.card_done')}</Button>
        </div>
      ) : (
        <MarkdownView text={comment.text} />
      )}
    </li>
  )
}

function NewComment({ objectId: on }: { objectId: string }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const [words, setWords] = useState('')
  const send = () => {
    const text = words.trim()
    if (text === '') return
    const { store, author } = session
    store.ydoc.transact(() => putComment(store.ydoc, objectId(author), { objectId: on, at: Date.now(), text }))
    setWords('')
    session.announce(t('boards.comment_sent'))
  }
  return (
    <Form className={cx(styles.editor)} onSubmit={send}>
      <TextArea
        label={t('boards.comment_new')}
        value={words}
        onChange={setWords}
        rows={2}
        maxLength={boardLimits.commentLetters}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      <Button type="submit" variant="primary">
        {t('boards.comment_send')}
      </Button>
    </Form>
  )
}

/** The thread of one object, oldest first. */
export function CommentThread({ id }: { id: string }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const object = useBoardObject(id)
  const moderation = useModeration()
  const { needsApproval } = useMeta()
  const comments = useComments(id)
  if (object === undefined) return null
  const asker = askerOf(session)
  const canWrite = rightsOn(object, asker, moderation).comment
  const isHeld = needsApproval && !asker.isModerator
  const shown = comments.filter((one) => !one.isRemoved || one.author === session.author || session.can.moderate)
  return (
    <div className={cx(styles.thread)}>
      {shown.length === 0 ? (
        <p className={styles.none}>{t('boards.comment_none')}</p>
      ) : (
        <ol role="list" className={cx(styles.list)} aria-live="polite">
          {shown.map((comment) => (
            <CommentLine key={comment.id} comment={comment} canWrite={canWrite} />
          ))}
        </ol>
      )}
      {canWrite && !isHeld && <NewComment objectId={id} />}
      {canWrite && isHeld && <p className={styles.none}>{t('boards.comment_held')}</p>}
    </div>
  )
}

export function CommentsDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useMessages()
  const object = useBoardObject(id)
  const words = object === undefined ? '' : firstWords(object.text || object.alt || object.name)
  const title = words === '' ? t('boards.comment_title') : t('boards.comment_titleOf', { text: words })
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <CommentThread id={id} />
    </Dialog>
  )
}
