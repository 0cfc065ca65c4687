import { useMutation } from '@tanstack/react-query'
import { Contrast, Globe, Monitor, Moon, Sun } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import { isLocale, localeNames, locales } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { sessionQuery } from '#client/data/session.ts'
import { themes, usePreferences } from './preferences.tsx'
import type { Theme } from './preferences.tsx'
import { useSession } from './session.ts'

type Choice = Parameters<typeof api.api.me.$patch>[0]['json']

/** Keeps a choice with the account too, when there is one; the device has it already. */
export function useKeepChoice() {
  const { user } = useSession()
  const queryClient = useQueryClient()
  const mutation = useMutation({
    mutationFn: (choice: Choice) => call(api.api.me.$patch({ json: choice })),
    onSuccess: ({ user: next }) =>
      queryClient.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user: next }),
  })
  return (choice: Choice) => {
    if (user) mutation.mutate(choice)
  }
}

/** Languages by their own names, for those who do not read this one. */
export function LanguageMenu() {
  const { t } = useMessages()
  const { locale, setLocale } = usePreferences()
  const keepChoice = useKeepChoice()
  return (
    <Menu
      label={t('app.language')}
      placement="bottom start"
      selectionMode="single"
      selectedKeys={[locale]}
      onSelectionChange={(keys) => {
        const next = [...keys].find(isLocale)
        if (!next) return
        setLocale(next)
        keepChoice({ locale: next })
      }}
      trigger={
        <Button variant="quiet" icon={Globe} aria-label={`${t('app.language')}: ${localeNames[locale]}`}>
          {localeNames[locale]}
        </Button>
      }
    >
      {locales.map((id) => (
        <MenuItem key={id} id={id}>
          {localeNames[id]}
        </MenuItem>
      ))}
    </Menu>
  )
}

export const themeIcons: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon, contrast: Contrast }

export function ThemeMenu() {
  const { t } = useMessages()
  const { theme, setTheme } = usePreferences()
  const keepChoice = useKeepChoice()
  return (
    <Menu
      label={t('app.theme')}
      placement="bottom start"
      selectionMode="single"
      selectedKeys={[theme]}
      onSelectionChange={(keys) => {
        const next = themes.find((each) => [...keys].includes(each))
        if (!next) return
        setTheme(next)
        keepChoice({ theme: next })
      }}
      trigger={
        <Button variant="quiet" icon={themeIcons[theme]}>
          {t('app.theme')}
        </Button>
      }
    >
      {themes.map((id) => (
        <MenuItem key={id} id={id} icon={themeIcons[id]}>
          {t(`app.theme_${id}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
