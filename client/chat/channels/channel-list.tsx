import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { sortByName } from '#client/locales/languages.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { ComboBox } from '#client/ui/combo-box.tsx'
import { channelIcons, useChannelTitle } from './channel-names.ts'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './channel-list.module.css'
import { chatAddress } from '../places.ts'
import { type Channel, channelsQuery } from '../messages/queries.ts'

/** The server stops counting here. */
const mostCounted = 100

function ChannelLink({ channel, isHere }: { channel: Channel; isHere: boolean }) {
  const { t } = useMessages()
  const { projectId } = useChatSpace()
  const titleOf = useChannelTitle()
  const { unreadCount } = channel
  const shown = unreadCount >= mostCounted ? `${mostCounted - 1}+` : String(unreadCount)
  return (
    <li>
      <Link
        href={channel.kind === 'forum' ? `/p/${projectId}/forum` : chatAddress(projectId, { channel: channel.id })}
        className={cx(styles.channel)}
        data-unread={unreadCount > 0}
        {...(isHere ? { 'aria-current': 'page' } : {})}
      >
        <Icon of={channelIcons[channel.kind]} />
        <bdi className={styles.title}>{titleOf(channel)}</bdi>
        {unreadCount > 0 && (
          <span className={styles.count}>
            <span aria-hidden>{shown}</span>
            <span className="visually-hidden">{t('chat.unread', { count: unreadCount })}</span>
          </span>
        )}
      </Link>
    </li>
  )
}

/** A teacher begins with a pupil of their own school: there is a thread for each, and all the teachers read it. */
function AskSomebody({ channels }: { channels: readonly Channel[] }) {
  const { t, locale } = useMessages()
  const { projectId } = useChatSpace()
  const titleOf = useChannelTitle()
  const navigate = useNavigate()
  const options = sortByName(channels, locale, titleOf).map((channel) => ({ id: channel.id, label: titleOf(channel) }))
  return (
    <ComboBox
      label={t('chat.writeToPupil')}
      options={options}
      value={null}
      onChange={(channel) => void navigate({ to: '/p/$projectId/chat', params: { projectId }, search: { channel } })}
    />
  )
}

interface Section {
  id: 'project' | 'groups' | 'teachers' | 'asks'
  channels: readonly Channel[]
}

/** Silent threads of pupils are found by name; the list shows those where something was said. */
export function channelSections(channels: readonly Channel[], here: string | null): Section[] {
  const of = (...kinds: Channel['kind'][]) => channels.filter(({ kind }) => kinds.includes(kind))
  const asks = of('ask')
  const isSpoken = (channel: Channel) => channel.lastSequence > 0 || channel.id === here
  const sections: Section[] = [
    { id: 'project', channels: of('project', 'forum') },
    { id: 'groups', channels: of('group') },
    { id: 'teachers', channels: of('teachers') },
    { id: 'asks', channels: asks.length > 1 ? asks.filter(isSpoken) : asks },
  ]
  return sections.filter((section) => section.channels.length > 0)
}

/** The channels of a project that this person reads, with what is new in each. */
export function ChannelList({ channels, here }: { channels: readonly Channel[]; here: string | null }) {
  const { t } = useMessages()
  const { isPupil } = useChatSpace()
  const silent = channels.filter(({ kind, can, lastSequence }) => kind === 'ask' && can.write && lastSequence === 0)
  return (
    <nav className={styles.list} aria-label={t('chat.channels')} data-region="channels">
      {channelSections(channels, here).map((section) => (
        <section key={section.id} aria-labelledby={`channels-${section.id}`}>
          <h2 id={`channels-${section.id}`} className={styles.heading}>
            {t(`chat.section_${section.id}`)}
          </h2>
          <ul role="list">
            {section.channels.map((channel) => (
              <ChannelLink key={channel.id} channel={channel} isHere={channel.id === here} />
            ))}
          </ul>
        </section>
      ))}
      {!isPupil && silent.length > 0 && <AskSomebody channels={silent} />}
    </nav>
  )
}

export const useChannels = (projectId: string) => useQuery(channelsQuery(projectId))
