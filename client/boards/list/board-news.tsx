import { Speech } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import { readUser } from '#client/live/presence.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { deviceStorage } from '#client/storage.ts'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { useBoardSession } from '../board-session.ts'
import { useAuthors } from '../parts/author.tsx'
import { type AuthorNews, deeds, NewsGathering, type NewsSetting, newsSettings, watchBoard } from './news.ts'

const storageKey = 'preau.boardNews'
const listeners = new Set<() => void>()

const readSetting = (): NewsSetting => {
  const kept = deviceStorage.get(storageKey)
  return newsSettings.find((one) => one === kept) ?? 'all'
}

function writeSetting(setting: NewsSetting) {
  deviceStorage.set(storageKey, setting)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const useNewsSetting = () => useSyncExternalStore(subscribe, readSetting)

/** More people than this are a number. */
const namedMost = 3

/** Says what others do on the board, gathered by author, to who listens to the screen. Draws nothing. */
export function BoardNews() {
  const { t, locale } = useMessages()
  const { documentId, store, author: self, live, announce } = useBoardSession()
  const authors = useAuthors()
  const setting = useNewsSetting()
  const { awareness } = live
  const say = useRef<(news: AuthorNews[]) => void>(() => {})
  useLayoutEffect(() => {
    say.current = (news) => {
      const list = new Intl.ListFormat(regionOf(locale), { type: 'unit' })
      const lines = news.slice(0, namedMost).map(({ author, counts }) => {
        const what = deeds.flatMap((deed) => {
          const count = counts.get(deed)
          return count === undefined ? [] : [t(`boards.news_${deed}`, { count })]
        })
        const name = author === null ? '' : authors(author).name
        return t('boards.news_line', { author: name || t('boards.card_unknownAuthor'), what: list.format(what) })
      })
      const rest = news.length - namedMost
      announce([...lines, ...(rest > 0 ? [t('boards.news_more', { count: rest })] : [])].join(' '))
    }
  })
  useEffect(() => {
    if (setting === 'off') return undefined
    const gathering = new NewsGathering((news) => say.current(news))
    const known = new Map<number, string>()
    const authorOfClient = (client: number) => {
      const user = readUser(awareness.getStates().get(client))
      if (user !== null) known.set(client, authorOf(documentId, user.id))
      return known.get(client) ?? null
    }
    const stop = watchBoard(store.ydoc, authorOfClient, (happening) => {
      const isOwn = happening.author === self
      const isOnOwn = store.getObject(happening.objectId)?.author === self
      if (!isOwn && (setting === 'all' || isOnOwn)) gathering.add(happening)
    })
    return () => {
      stop()
      gathering.stop()
    }
  }, [setting, awareness, documentId, store, self])
  return null
}

/** How much of what others do is said. */
export function NewsMenu() {
  const { t } = useMessages()
  const setting = useNewsSetting()
  return (
    <Menu
      label={t('boards.news_title')}
      trigger={
        <Button variant="quiet" icon={Speech}>
          {t(`boards.news_setting_${setting}`)}
        </Button>
      }
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[setting]}
      onSelectionChange={(keys) => {
        const wanted = newsSettings.find((one) => keys !== 'all' && keys.has(one))
        if (wanted !== undefined) writeSetting(wanted)
      }}
    >
      {newsSettings.map((one) => (
        <MenuItem key={one} id={one} description={t(`boards.news_help_${one}`)}>
          {t(`boards.news_setting_${one}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
