import { Contrast, Globe, Monitor, Moon, Sun } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { isLocale, localeNames, locales } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { themes, usePreferences } from './preferences.tsx'
import type { Theme } from './preferences.tsx'
import { useKeepChoice } from './use-keep-choice.ts'

/** Languages by their own names, for those who do not read this one. */
function LanguageMenu() {
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
        <Button variant="quiet" icon={Globe} aria-label={`${localeNames[locale]}: ${t('app.language')}`}>
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

function ThemeMenu() {
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

export function DeviceMenus() {
  return (
    <>
      <LanguageMenu />
      <ThemeMenu />
    </>
  )
}
