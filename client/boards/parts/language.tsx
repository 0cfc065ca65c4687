import { useQuery } from '@tanstack/react-query'
import { Languages } from 'lucide-react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { projectQuery } from '#client/data/projects.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem, SubMenu } from '#client/ui/menu.tsx'
import { useBoardSession } from '../board-session.ts'

/** For the element that shows words of a thing: read aloud, broken and checked in their own language. */
export const langOf = ({ language }: Pick<BoardObject, 'language'>) => (language === '' ? {} : { lang: language })

const unknown = 'none'

/** The languages of the project, the reader's own, and the one that is said already. */
function useOffered(language: string) {
  const { t, locale } = useMessages()
  const { projectId } = useBoardSession()
  const { data } = useQuery(projectQuery(projectId))
  const codes = new Set([...(data?.project.languages ?? []), locale, ...(language === '' ? [] : [language])])
  return [
    ...[...codes].map((code) => ({ id: code, label: languageName(code, locale) })),
    { id: unknown, label: t('boards.language_none') },
  ]
}

function useLanguageChoice(object: BoardObject) {
  const { t } = useMessages()
  const { gestures, announce } = useBoardSession()
  const offered = useOffered(object.language)
  return {
    selectionMode: 'single' as const,
    selectedKeys: [object.language === '' ? unknown : object.language],
    onAction(key: string | number) {
      const chosen = offered.find(({ id }) => id === key)
      if (chosen === undefined) return
      gestures.set(object.id, { language: chosen.id === unknown ? '' : chosen.id })
      announce(t('boards.language_now', { language: chosen.label }))
    },
    items: offered.map(({ id, label }) => (
      <MenuItem key={id} id={id}>
        {label}
      </MenuItem>
    )),
  }
}

interface LanguageItemsProps {
  object: BoardObject
  /** Of a menu that opens beside a light button: it does not go by itself when something was chosen in a menu of its own. */
  onClose?: () => void
}

/** In the menu of a thing: in which language its words are. */
export function LanguageItems({ object, onClose }: LanguageItemsProps) {
  const { t } = useMessages()
  const { items, onAction, ...choice } = useLanguageChoice(object)
  const choose = (key: string | number) => {
    onAction(key)
    onClose?.()
  }
  return (
    <SubMenu {...choice} onAction={choose} label={t('boards.language')} icon={Languages}>
      {items}
    </SubMenu>
  )
}

/** The same as a button with a menu. */
export function LanguageButton({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const { items, ...choice } = useLanguageChoice(object)
  const label = t('boards.language')
  return (
    <Menu
      {...choice}
      label={label}
      placement="bottom start"
      trigger={
        <Button variant="quiet" icon={Languages}>
          {label}
        </Button>
      }
    >
      {items}
    </Menu>
  )
}
