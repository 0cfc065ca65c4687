import { Heart, Laugh, Lightbulb, PartyPopper, SmilePlus, Sparkles, ThumbsUp } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import { setReaction } from '#collab/documents/board-write.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { MenuItem, MenuPopover } from '#client/ui/menu.tsx'
import { type BoardSession, useBoardSession } from '../board-session.ts'
import { useAuthors } from './author.tsx'
import { LightButton } from './light-button.tsx'
import styles from './reactions.module.css'

export function useReactions(id: string) {
  const { store } = useBoardSession()
  const subscribe = useCallback((listener: () => void) => store.subscribeObject(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => store.getReactions(id))
}

/** One answer a person: the same again takes it away. */
function react({ store, author }: BoardSession, id: string, reaction: number): void {
  const own = store.getReactions(id).find((one) => one.author === author)?.reaction
  store.ydoc.transact(() => setReaction(store.ydoc, id, author, own === reaction ? null : reaction))
}

/** Names and pictures of the short list, in its order. Drawn, so that they are the same on every device and theme. */
const faces = [
  { name: 'like', icon: ThumbsUp },
  { name: 'love', icon: Heart },
  { name: 'laugh', icon: Laugh },
  { name: 'wow', icon: Sparkles },
  { name: 'think', icon: Lightbulb },
  { name: 'party', icon: PartyPopper },
] as const satisfies readonly { name: string; icon: LucideIcon }[]

/** The short list, for a menu or a toolbar. */
export function ReactionItems({ id }: { id: string }) {
  const { t } = useMessages()
  const session = useBoardSession()
  return faces.map(({ name, icon }, at) => (
    <MenuItem key={name} id={String(at)} icon={icon} onAction={() => react(session, id, at)}>
      {t(`boards.card_reaction_${name}`)}
    </MenuItem>
  ))
}

function AddReaction({ id, own }: { id: string; own: number | undefined }) {
  const { t } = useMessages()
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const label = t('boards.card_react')
  return (
    <>
      <LightButton ref={button} label={label} icon={SmilePlus} isOpen={isOpen} onPress={() => setIsOpen(true)} />
      {isOpen && (
        <MenuPopover
          label={label}
          triggerRef={button}
          placement="top start"
          onClose={() => setIsOpen(false)}
          selectionMode="single"
          selectedKeys={own === undefined ? [] : [String(own)]}
        >
          <ReactionItems id={id} />
        </MenuPopover>
      )}
    </>
  )
}

/** What others answered, by how many, and one's own to give or take back. */
export function Reactions({ id, canReact }: { id: string; canReact: boolean }) {
  const { t, locale } = useMessages()
  const session = useBoardSession()
  const all = useReactions(id)
  const authors = useAuthors()
  const own = all.find((one) => one.author === session.author)?.reaction
  const given = faces.flatMap((face, at) => {
    const by = all.filter((one) => one.reaction === at)
    return by.length === 0 ? [] : [{ ...face, at, by }]
  })
  const namesOf = (by: typeof all) =>
    new Intl.ListFormat(locale).format(by.map(({ author }) => authors(author).name).filter((name) => name !== ''))
  if (given.length === 0 && !canReact) return null
  return (
    <span className={cx(styles.row)}>
      {given.map(({ name, icon, at, by }) => (
        <button
          key={at}
          type="button"
          className={cx(styles.given)}
          aria-pressed={own === at}
          aria-disabled={!canReact || undefined}
          title={namesOf(by)}
          onClick={() => canReact && react(session, id, at)}
        >
          <Icon of={icon} size="s" /> {by.length}
          <span className="visually-hidden"> {t(`boards.card_reaction_${name}`)}</span>
        </button>
      ))}
      {canReact && <AddReaction id={id} own={own} />}
    </span>
  )
}
