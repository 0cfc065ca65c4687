import { Lock } from 'lucide-react'
import { type OutlineNode, outlineOf } from '#collab/documents/board-outline.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useBoardObject, useBoardSession, useModeration, useObjectIds } from '../board-session.ts'
import styles from './list-view.module.css'

function Line({ node }: { node: OutlineNode }) {
  const { t } = useMessages()
  const { people } = useBoardSession()
  const { locked } = useModeration()
  const object = useBoardObject(node.object.id)
  if (object === undefined) return null
  const by = people.get(object.author)?.name
  return (
    <li>
      <b>{t(`boards.type_${object.type}`)}</b> {object.text || object.alt || object.name}
      {locked.has(object.id) && <Icon of={Lock} size="s" />}
      {by !== undefined && <span className={styles.by}> · {by}</span>}
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Line key={child.object.id} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** Everything on the board in reading order. */
export function ListView() {
  const { t } = useMessages()
  const { store } = useBoardSession()
  const ids = useObjectIds()
  const nodes = outlineOf(store.getObjects())
  if (nodes.length === 0) return <EmptyState sentence={t('boards.frame_empty')} />
  return (
    <section className={styles.list} aria-label={t('boards.frame_list')}>
      <h2>{t('boards.frame_objects', { count: ids.length })}</h2>
      <ul>
        {nodes.map((node) => (
          <Line key={node.object.id} node={node} />
        ))}
      </ul>
    </section>
  )
}
