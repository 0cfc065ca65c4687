import { CalendarSearch, ChevronLeft, Ellipsis, Eye, Pin, Search, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { useReaders } from './channel-names.ts'
import { ChannelSettings } from './channel-settings.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import around from './around.module.css'
import styles from './channel.module.css'
import { JumpToDate } from './jump-to-date.tsx'
import { chatAddress } from '../places.ts'
import type { Channel } from '../messages/queries.ts'

interface ChannelHeaderProps {
  channel: Channel
  title: string
  onSearch: () => void
  onPins: () => void
  onDate: (date: string) => void
  /** Beside a page there is no list to go back to. */
  hasBack: boolean
}

/** What the channel is called, who reads it, and what can be done with the whole of it. */
export function ChannelHeader({ channel, title, onSearch, onPins, onDate, hasBack }: ChannelHeaderProps) {
  const { t } = useMessages()
  const { projectId } = useChatSpace()
  const readersOf = useReaders()
  const [dialog, setDialog] = useState<'date' | 'rules' | null>(null)
  const actions: Record<string, () => void> = {
    search: onSearch,
    pins: onPins,
    date: () => setDialog('date'),
    rules: () => setDialog('rules'),
  }
  return (
    <header className={styles.header}>
      {hasBack && (
        <Link href={chatAddress(projectId)} className={cx(styles.back)} aria-label={t('chat.allChannels')}>
          <Icon of={ChevronLeft} />
        </Link>
      )}
      <div className={styles.titles}>
        <h2 className={styles.title}>
          <bdi className={cx(!hasBack && 'visually-hidden')}>{title}</bdi>
          {channel.slowSeconds > 0 && (
            <Badge tone="warn">{t('chat.slowBadge', { seconds: channel.slowSeconds })}</Badge>
          )}
        </h2>
        <p className={around.readers}>
          <Icon of={Eye} size="s" />
          {readersOf(channel)}
        </p>
      </div>
      <div className={styles.actions}>
        <span className={styles.wideOnly}>
          <Button variant="quiet" icon={Search} onPress={onSearch}>
            {t('common.search')}
          </Button>
        </span>
        <Menu
          label={t('chat.moreOfChannel')}
          trigger={
            <Button variant="quiet" icon={Ellipsis}>
              {t('common.more')}
            </Button>
          }
          onAction={(key) => actions[String(key)]?.()}
        >
          <MenuItem id="search" icon={Search}>
            {t('common.search')}
          </MenuItem>
          <MenuItem id="pins" icon={Pin}>
            {t('chat.pins')}
          </MenuItem>
          <MenuItem id="date" icon={CalendarSearch}>
            {t('chat.jumpToDate')}
          </MenuItem>
          {channel.can.moderate && (
            <MenuItem id="rules" icon={SlidersHorizontal}>
              {t('chat.rules')}
            </MenuItem>
          )}
        </Menu>
      </div>
      {dialog === 'date' && <JumpToDate onClose={() => setDialog(null)} onDate={onDate} />}
      {dialog === 'rules' && <ChannelSettings channel={channel} title={title} onClose={() => setDialog(null)} />}
    </header>
  )
}
