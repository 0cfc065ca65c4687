import type { ReactNode } from 'react'
import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { chooseLocale } from '#client/locales/locales.ts'
import type { Locale } from '#client/locales/locales.ts'
import { applyReading, readReading, storeReading } from './reading.ts'
import type { Reading } from './reading.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'
type Density = 'adult' | 'pupil' | 'early'

export const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast']

interface Preferences {
  theme: Theme
  setTheme: (theme: Theme) => void
  locale: Locale
  setLocale: (locale: Locale) => void
  reading: Reading
  setReading: (reading: Reading) => void
}

const PreferencesContext = createContext<Preferences | null>(null)

const yearSeconds = 31_536_000

/** The server writes these cookies on <html> before the first paint; nothing secret is in them. */
function keep(name: string, value: string) {
  document.cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`
}

function keptTheme(): Theme {
  const value = /(?:^|;\s*)theme=(\w+)/.exec(document.cookie)?.[1]
  return themes.find((theme) => theme === value) ?? 'system'
}

function applyTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

/** Language, theme and reading comfort of this device. The account's choice is laid over it by the frame. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [theme, setThemeState] = useState(keptTheme)
  const [locale, setLocaleState] = useState(() => chooseLocale(null, document.cookie, navigator.languages))
  const [reading, setReadingState] = useState(readReading)
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => applyReading(reading), [reading])
  const setTheme = useCallback((next: Theme) => {
    keep('theme', next)
    setThemeState(next)
  }, [])
  const setLocale = useCallback((next: Locale) => {
    keep('lang', next)
    setLocaleState(next)
  }, [])
  const setReading = useCallback((next: Reading) => {
    storeReading(next)
    setReadingState(next)
  }, [])
  const value = useMemo(
    () => ({ theme, setTheme, locale, setLocale, reading, setReading }),
    [theme, setTheme, locale, setLocale, reading, setReading],
  )
  return (
    <PreferencesContext value={value}>
      <MessagesProvider locale={locale} onLocaleChange={setLocale}>
        {children}
      </MessagesProvider>
    </PreferencesContext>
  )
}

export function usePreferences() {
  const preferences = use(PreferencesContext)
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above')
  return preferences
}

/** Sizes and spaces of the shell now on the screen. */
export function useDensity(density: Density) {
  useEffect(() => {
    document.documentElement.dataset['density'] = density
    keep('density', density)
  }, [density])
}
