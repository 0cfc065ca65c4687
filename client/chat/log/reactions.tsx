import { CircleHelp, Heart, Laugh, PartyPopper, Sparkles, ThumbsUp } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './message.module.css'
import { useReact } from './message-changes.ts'
import type { Message } from '../messages/queries.ts'

/** The short list, drawn here and not by the device's emoji: each machine would draw its own. */
export const reactionIcons = {
  yes: ThumbsUp,
  heart: Heart,
  laugh: Laugh,
  wow: Sparkles,
  think: CircleHelp,
  cheer: PartyPopper,
} satisfies Record<string, LucideIcon>
export type Reaction = keyof typeof reactionIcons
export const reactionKinds = ['yes', 'heart', 'laugh', 'wow', 'think', 'cheer'] as const

/** A newer server may know more of them. */
const isKnown = (reaction: string): reaction is Reaction => reaction in reactionIcons

/** Who felt what about a message. No ranking, and nothing that is counted anywhere else. */
export function Reactions({ message }: { message: Message }) {
  return message.reactions.length === 0 ? null : <ReactionList message={message} />
}

function ReactionList({ message }: { message: Message }) {
  const { t, locale } = useMessages()
  const { selfId, nameOf } = useChatSpace()
  const react = useReact()
  const list = new Intl.ListFormat(regionOf(locale))
  return (
    <ul role="list" className={styles.reactions} aria-label={t('chat.reactions')}>
      {message.reactions.map(({ reaction, userIds }) => {
        if (!isKnown(reaction)) return null
        const names = list.format(userIds.map(nameOf))
        const isOwn = userIds.includes(selfId)
        return (
          <li key={reaction}>
            <Tooltip label={t('chat.reactedBy', { reaction: t(`chat.reaction_${reaction}`), names })}>
              <ToggleButton
                isSelected={isOwn}
                isDisabled={!message.can.react}
                onChange={(isOn) => react.mutate({ message, reaction, isOn })}
                aria-label={t('chat.reactionName', {
                  count: String(userIds.length),
                  reaction: t(`chat.reaction_${reaction}`),
                  names,
                })}
                className={cx(styles.reaction)}
              >
                <Icon of={reactionIcons[reaction]} size="s" />
                <span>{userIds.length}</span>
              </ToggleButton>
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}
