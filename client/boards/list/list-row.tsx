import { Check } from 'lucide-react'
import { memo, useId } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardObject, useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { useWaitingChange } from '../moderation/changes.tsx'
import { useAuthors } from '../parts/author.tsx'
import { countComments, useComments } from '../parts/use-comments.ts'
import { useShortName, wordsOfObject } from '../parts/object-name.ts'
import { langOf } from '../parts/language.tsx'
import { useReactions } from '../parts/reactions.tsx'
import { dayWords } from '../parts/when.tsx'
import styles from './list-view.module.css'
import { ObjectPanel } from './object-panel.tsx'
import type { RowFacts } from './outline.ts'
import { rowAttribute, toggleChosen, useIsChosen, useIsRow, useRoving } from './roving.ts'
import { factsOf } from '../things/register.ts'

/** What is to be known of an object beside its words: by whom, where, in what state, joined with what. */
function useFacts(object: BoardObject | undefined, { id, region, links }: RowFacts): string[] {
  const { t, locale } = useMessages()
  const { store } = useBoardSession()
  const { locked, pinned } = useModeration()
  const { tally } = useMeta()
  const authors = useAuthors()
  const nameOf = useShortName()
  const comments = countComments(useComments(id))
  const reactions = useReactions(id).length
  const hasWaitingChange = useWaitingChange(id) !== undefined
  if (object === undefined) return []
  const { name, isSelf } = authors(object.author)
  const joined = links.flatMap((other) => store.getObject(other) ?? []).map(nameOf)
  const names = new Intl.ListFormat(locale).format(joined)
  const votes = tally.get(id)
  return [
    name === '' ? '' : isSelf ? `${name} (${t('common.you')})` : name,
    region === null ? '' : t('boards.list_place', region),
    object.date === '' ? '' : dayWords(object.date, locale),
    locked.has(id) ? t('boards.card_locked') : '',
    pinned.has(id) ? t('boards.card_pinned') : '',
    hasWaitingChange ? t('boards.card_changeWaits') : '',
    joined.length === 0 ? '' : t('boards.list_linked', { names }),
    comments === 0 ? '' : t('boards.comment_count', { count: comments }),
    reactions === 0 ? '' : t('boards.list_reactions', { count: reactions }),
    votes === undefined ? '' : t('boards.wall_votes', { count: votes }),
  ].filter((fact) => fact !== '')
}

/** One object, as a button that says all of it; opened, with all that can be done with it. */
export const ListRow = memo(function ListRow({ facts }: { facts: RowFacts }) {
  const { t } = useMessages()
  const roving = useRoving()
  const object = useBoardObject(facts.id)
  const isActive = useIsRow('active', facts.id)
  const isOpen = useIsRow('open', facts.id)
  const isChosen = useIsChosen(facts.id)
  const { announce } = useBoardSession()
  const said = useFacts(object, facts)
  const panelId = useId()
  if (object === undefined || object.isRemoved) return null
  const words = wordsOfObject(object, 160)
  const choose = () => announce(t('boards.list_chosen', { count: toggleChosen(roving, facts.id) }))
  const toggle = () => roving.set({ active: facts.id, open: isOpen ? null : facts.id, isEditing: false })
  return (
    <li className={cx(styles.item)} data-tall={isOpen || facts.children.length > 0}>
      <button
        type="button"
        className={cx(styles.row)}
        tabIndex={isActive ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        data-colour={colourIndex(object.colour)}
        {...{ [rowAttribute]: facts.id }}
        data-chosen={isChosen || undefined}
        onClick={(event) => (event.ctrlKey || event.metaKey ? choose() : toggle())}
        onKeyDown={(event) => {
          if (event.key !== ' ' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          choose()
        }}
        onFocus={() => roving.set({ active: facts.id })}
      >
        <span className={styles.mark}>
          <Icon of={isChosen ? Check : factsOf(object).icon} />
        </span>
        <span className={styles.words}>
          <span className={styles.said} dir="auto">
            <span className={styles.type}>{t(`boards.type_${object.type}`)}</span>
            {words !== '' && (
              <>
                {' '}
                <span {...langOf(object)}>{words}</span>
              </>
            )}
            {isChosen && <span className="visually-hidden"> ({t('boards.list_isChosen')})</span>}
          </span>
          {said.length > 0 && (
            <span className={styles.facts}>
              <span className="visually-hidden">, </span>
              {said.join(' · ')}
            </span>
          )}
        </span>
      </button>
      {isOpen && <ObjectPanel id={facts.id} panelId={panelId} />}
      {facts.children.length > 0 && (
        <ul role="list" className={cx(styles.inside)}>
          {facts.children.map((child) => (
            <ListRow key={child.id} facts={child} />
          ))}
        </ul>
      )}
    </li>
  )
})
