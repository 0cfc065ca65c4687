import { Eye, EyeOff } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { usePresence } from '#client/live/presence.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { cx } from '#client/ui/cx.ts'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { type Signal, useSignal } from '../canvas/signal.ts'
import styles from './fleeting.module.css'

interface PresentProps {
  live: LiveDocument
  people: ReadonlyMap<string, DocumentPerson>
  following: Signal<string | null>
}

const shownMost = 4

/** Who is on the board now. Pressed, one looks where they look; pressed again, no more. */
export function PresentPeople({ live, people, following }: PresentProps) {
  const { t } = useMessages()
  const users = usePresence(live.awareness)
  const followed = useSignal(following)
  const present = users.flatMap((user) => {
    const person = people.get(user.id)
    return person === undefined ? [] : [{ ...user, name: person.name }]
  })
  if (present.length === 0) return null
  const labelOf = ({ id, name }: { id: string; name: string }) =>
    t(id === followed ? 'boards.live_unfollow' : 'boards.live_follow', { name })
  const toggle = (id: string) => following.set(id === followed ? null : id)
  const others = present.slice(shownMost)
  return (
    <div role="group" aria-label={t('boards.live_present', { count: present.length })} className={styles.present}>
      {present.slice(0, shownMost).map((person) => (
        <Tooltip key={person.id} label={labelOf(person)}>
          <AriaButton
            aria-label={labelOf(person)}
            className={cx(styles.person)}
            data-followed={person.id === followed || undefined}
            onPress={() => toggle(person.id)}
          >
            <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} size="s" />
          </AriaButton>
        </Tooltip>
      ))}
      {others.length > 0 && (
        <Menu
          label={t('boards.live_more', { count: others.length })}
          trigger={
            <AriaButton className={cx(styles.person)} aria-label={t('boards.live_more', { count: others.length })}>
              +{others.length}
            </AriaButton>
          }
        >
          {others.map((person) => (
            <MenuItem key={person.id} icon={person.id === followed ? EyeOff : Eye} onAction={() => toggle(person.id)}>
              {labelOf(person)}
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  )
}
