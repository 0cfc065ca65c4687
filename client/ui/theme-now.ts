import { useSyncExternalStore } from 'react'

/** The palette of pictures that goes with what the screen shows now: `light` or `dark`. */
export function themeNow(): 'light' | 'dark' {
  const { theme } = document.documentElement.dataset
  if (theme !== undefined) return theme === 'dark' ? 'dark' : 'light'
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  return isDark && !matchMedia('(prefers-contrast: more)').matches ? 'dark' : 'light'
}

const queries = ['(forced-colors: active)', '(prefers-color-scheme: dark)', '(prefers-contrast: more)']

/** Hears when the tokens are others: by choice in Préau, or of the device. */
export function onOtherColours(listener: () => void): () => void {
  const stop = new AbortController()
  const root = new MutationObserver(listener)
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  for (const query of queries) matchMedia(query).addEventListener('change', listener, { signal: stop.signal })
  return () => {
    root.disconnect()
    stop.abort()
  }
}

/** The same, and anew when the screen turns light or dark: a picture drawn before would stand out. */
export const useThemeNow = () => useSyncExternalStore(onOtherColours, themeNow)
