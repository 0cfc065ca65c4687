import { durationText } from '#collab/documents/board-card.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { type OutlineNode, outlineOf } from '#collab/documents/board-outline.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { useMemo } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { wordsFor } from './list-table.ts'
import { langOf } from '../parts/language.tsx'
import { dayText, typeName } from './picture.ts'
import styles from './print-page.module.css'

interface ListProps {
  board: Board
  nameOf: ((author: string) => string) | null
}

/** Everything on a board as text, in reading order, with what was said about it. */
export function PrintList({ board, nameOf }: ListProps) {
  const { t } = useMessages()
  const nodes = outlineOf(board.objects)
  const wordsIn = useMemo(() => wordsFor(board, t), [board, t])
  return (
    <section className={styles.list}>
      <h2>{t('boards.export_list')}</h2>
      <ol role="list">
        {nodes.map((node) => (
          <Item key={node.object.id} node={node} board={board} nameOf={nameOf} wordsIn={wordsIn} />
        ))}
      </ol>
    </section>
  )
}

interface ItemProps extends ListProps {
  node: OutlineNode
  wordsIn: (object: BoardObject) => string
}

function Item({ node, board, nameOf, wordsIn }: ItemProps) {
  const { t, locale } = useMessages()
  const { object, children } = node
  const { type, href, name, alt, date, durationMs } = object
  const words = wordsIn(object)
  const author = nameOf?.(object.author) ?? ''
  const facts = [
    name,
    durationMs > 0 ? durationText(durationMs) : '',
    alt,
    href,
    date === '' ? '' : dayText(date, locale, t),
  ].filter((fact) => fact !== '' && fact !== words)
  const comments = board.comments.filter((comment) => comment.objectId === object.id && !comment.isRemoved)
  return (
    <li>
      <p className={styles.words}>
        <span className={styles.type}>
          {typeName(t)(type)}
          {author !== '' && ` · ${author}`}
        </span>
        <span dir="auto" {...langOf(object)}>
          {words}
        </span>
      </p>
      {facts.length > 0 && <p className={styles.facts}>{facts.join(' · ')}</p>}
      {comments.length > 0 && (
        <ul role="list" className={styles.comments}>
          {comments.map((comment) => {
            const by = nameOf?.(comment.author) ?? ''
            return (
              <li key={comment.id}>
                {by !== '' && <b>{by}: </b>}
                {comment.text}
              </li>
            )
          })}
        </ul>
      )}
      {children.length > 0 && (
        <ol role="list">
          {children.map((child) => (
            <Item key={child.object.id} node={child} board={board} nameOf={nameOf} wordsIn={wordsIn} />
          ))}
        </ol>
      )}
    </li>
  )
}
